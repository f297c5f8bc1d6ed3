import { Field } from '../../kit/forms/field.tsx'
import { Textarea } from '../../kit/forms/inputs.tsx'
import { SubmitButton, WriteForm } from '../../kit/forms/write-form.tsx'
import { ConfirmDialog, Dialog, dialogCommand } from '../../kit/overlays/dialog.tsx'
import { Dropdown, dropdownItem } from '../../kit/overlays/dropdown.tsx'
import { Menu, MenuItem } from '../../kit/overlays/menu.tsx'
import { Tooltip } from '../../kit/overlays/tooltip.tsx'
import { Button, buttonClass } from '../../kit/primitives/button.tsx'
import { Part, Row } from '../part.tsx'

export function Overlays({ result }: { result: unknown }) {
  return (
    <Part id="overlays" title="Overlays">
      <Row>
        <Button {...dialogCommand('sample', 'show-modal')}>Dialog</Button>
        <Dialog id="sample" title="Package size">
          <p className="text-ink-2">The carrier measures again; the larger of both counts.</p>
        </Dialog>
        <Button {...dialogCommand('panel', 'show-modal')}>Side panel</Button>
        <Dialog id="panel" title="Order 7K2M-93QX" side>
          <p className="text-ink-2">Details of a row, with the list still in view.</p>
        </Dialog>
        <ConfirmDialog
          name="cancel"
          result={result}
          button="Cancel the order"
          title="Cancel this order?"
          text="The buyer gets €128.65 back at once. This cannot be undone."
          confirm="Cancel and refund"
        >
          <Field name="reason" label="Reason" hint="The buyer reads it.">
            <Textarea rows={2} />
          </Field>
        </ConfirmDialog>
        <Menu label="More" button={<Button>Menu</Button>}>
          <MenuItem onSelect={() => {}}>Duplicate</MenuItem>
          <MenuItem onSelect={() => {}} disabled>
            Archive
          </MenuItem>
          <MenuItem onSelect={() => {}} danger>
            Unlist
          </MenuItem>
        </Menu>
        <Dropdown button="Dropdown" buttonProps={{ className: buttonClass({}) }} align="start">
          <a href="#overlays" className={dropdownItem}>
            All overlays
          </a>
        </Dropdown>
        <Tooltip text="Counted over the last 30 days">
          <Button>Tooltip</Button>
        </Tooltip>
        <WriteForm name="toast">
          <SubmitButton variant="outline">Toast</SubmitButton>
        </WriteForm>
      </Row>
    </Part>
  )
}

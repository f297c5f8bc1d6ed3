import { Search } from 'lucide-react'
import { Checkbox, RadioCards } from '../../kit/forms/choices.tsx'
import { Combobox } from '../../kit/forms/combobox.tsx'
import { Field } from '../../kit/forms/field.tsx'
import { Input, Select, Textarea } from '../../kit/forms/inputs.tsx'
import { NumberInput } from '../../kit/forms/number-input.tsx'
import { RichText } from '../../kit/forms/rich-text.tsx'
import { Uploader } from '../../kit/forms/uploader.tsx'
import { SubmitButton, WriteForm } from '../../kit/forms/write-form.tsx'
import { MoneyInput } from '../../kit/money/money-input.tsx'
import { Button } from '../../kit/primitives/button.tsx'
import { Part } from '../part.tsx'

/** Submits to this page's action, which refuses an empty title, the title "taken", and a price it cannot read. */
export function Forms({ result }: { result: unknown }) {
  return (
    <Part id="forms" title="Forms">
      <WriteForm result={result} name="product" encType="multipart/form-data" className="grid max-w-xl gap-4">
        <Field name="title" label="Title" hint="What buyers search for. Try “taken”, or leave it empty.">
          <Input />
        </Field>
        <Field name="description" label="Description" optional>
          <Textarea placeholder="What it is made of, and by whom" />
        </Field>
        <Field name="story" label="Story" optional>
          <RichText html="<p>Thrown by <strong>hand</strong>.</p>" label="Story" />
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field name="price" label="Price">
            <MoneyInput currency="EUR" defaultMinor={129900} />
          </Field>
          <Field name="category" label="Category">
            <Select defaultValue="ceramics">
              <option value="ceramics">Ceramics</option>
              <option value="lighting">Lighting</option>
            </Select>
          </Field>
          <Field name="color" label="One of many" hint="Found by typing.">
            <Combobox
              options={['Azure', 'Blue', 'Brick', 'Green', 'Moss', 'Navy', 'Ochre', 'Plum', 'Red', 'Teal'].map(
                label => ({
                  value: label.toLowerCase(),
                  label,
                }),
              )}
            />
          </Field>
          <Field name="stock" label="In stock">
            <NumberInput min={0} max={999} defaultValue="12" />
          </Field>
          <Field name="search" label="With an icon, wrong" error="Nothing by that name.">
            <Input before={<Search size={16} />} defaultValue="lmap" />
          </Field>
        </div>
        <RadioCards
          name="delivery"
          legend="Delivery"
          defaultValue="standard"
          choices={[
            { value: 'standard', label: 'Standard', text: 'Thu 26 to Sat 28 Nov', aside: 'Free' },
            { value: 'express', label: 'Express', text: 'Wed 25 Nov', aside: '€9.90' },
            { value: 'pickup', label: 'Pickup point', text: 'Not in this country', disabled: true },
          ]}
        />
        <Checkbox name="gift" label="May be a gift" hint="No prices on the packing slip." defaultChecked />
        <Uploader name="photos" label="Photos" max={8} maxBytes={15_728_640} minSidePx={200} />
        <div className="flex gap-2">
          <SubmitButton>Save</SubmitButton>
          <Button disabled>Discard</Button>
        </div>
      </WriteForm>
    </Part>
  )
}

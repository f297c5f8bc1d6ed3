import { Download, Package, Plus } from 'lucide-react'
import { Money } from '../../kit/money/money.tsx'
import { Badge, StatusBadge, type Tone } from '../../kit/primitives/badge.tsx'
import { Button, LinkButton } from '../../kit/primitives/button.tsx'
import { Callout } from '../../kit/primitives/callout.tsx'
import { DefinitionList, KeyValue } from '../../kit/primitives/definition-list.tsx'
import { Progress } from '../../kit/primitives/progress.tsx'
import { Rating } from '../../kit/primitives/rating.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../kit/primitives/states.tsx'
import { StoreMark } from '../../kit/primitives/store-mark.tsx'
import { Part, Row } from '../part.tsx'

const variants = ['primary', 'outline', 'soft', 'quiet', 'danger'] as const

export function Buttons() {
  return (
    <Part id="buttons" title="Buttons">
      <Row>
        {variants.map(variant => (
          <Button key={variant} variant={variant}>
            {variant}
          </Button>
        ))}
      </Row>
      <Row>
        <Button icon={<Download size={16} />}>Export</Button>
        <LinkButton to="#buttons" variant="primary" icon={<Plus size={16} />}>
          Add product
        </LinkButton>
        <Button size="sm">Small</Button>
        <Button label="Add" icon={<Plus size={16} />} />
        <Button variant="primary" pending>
          Saving
        </Button>
        <Button disabled>Disabled</Button>
      </Row>
    </Part>
  )
}

const tones = {
  to_ship: 'info',
  shipped: 'neutral',
  completed: 'ok',
  late: 'warn',
  canceled: 'bad',
} as const satisfies Record<string, Tone>

export function Badges() {
  return (
    <Part id="badges" title="Badges, marks, stars">
      <Row>
        {(Object.keys(tones) as (keyof typeof tones)[]).map(state => (
          <StatusBadge key={state} state={state} tones={tones}>
            {state}
          </StatusBadge>
        ))}
        <Badge>Draft</Badge>
        <Badge tone="ok">+12.4 %</Badge>
      </Row>
      <Row>
        {['Kiln & Co', 'Atelier Sola', 'Northbound', 'Été 1936', 'moss-studio'].map(name => (
          <StoreMark key={name} name={name} size={36} />
        ))}
        <StoreMark name="Emma Byrne" size={36} round />
      </Row>
      <Row>
        <Rating value={4.8} count={1671} />
        <Rating value={3.3} />
        <Rating value={0} count={0} />
      </Row>
    </Part>
  )
}

export function Callouts() {
  return (
    <Part id="callouts" title="Callouts, progress, skeletons">
      <div className="grid gap-2">
        <Callout tone="info">Payouts are made every Monday.</Callout>
        <Callout tone="ok">The product is on sale.</Callout>
        <Callout tone="warn" title="Two orders must leave today" action={<Button size="sm">Show them</Button>}>
          After 18:00 they are canceled and the buyers get their money back.
        </Callout>
        <Callout tone="bad">The payment was refused.</Callout>
        <div className="mt-2 grid gap-3">
          <Progress label="Import" value={64} />
          <Progress label="Stock" value={91} tone="warn" />
          <Progress label="Working" />
        </div>
        <div className="mt-2 grid gap-2">
          <Skeleton className="h-5 w-1/3" />
          <Skeleton />
          <Skeleton className="h-4 w-4/5" />
        </div>
      </div>
    </Part>
  )
}

export function States() {
  return (
    <Part id="states" title="Empty and broken">
      <div className="grid gap-3 md:grid-cols-2">
        <EmptyState
          icon={<Package size={20} />}
          title="No products yet"
          text="Add the first one by hand, or bring your catalog along from a file."
          action={
            <>
              <Button variant="primary">Add product</Button>
              <Button>Import</Button>
            </>
          }
        />
        <ErrorState again="/kit" />
      </div>
    </Part>
  )
}

export function Facts() {
  const eur = (amount_minor: number) => ({ amount_minor, currency: 'EUR' })
  return (
    <Part id="facts" title="Facts">
      <DefinitionList>
        <KeyValue label="Subtotal">
          <Money of={eur(129900)} />
        </KeyValue>
        <KeyValue label="Promotion">
          <Money of={eur(-1250)} />
        </KeyValue>
        <KeyValue label="Delivery">Free</KeyValue>
        <KeyValue label="Total" strong>
          <Money of={eur(128650)} />
        </KeyValue>
      </DefinitionList>
    </Part>
  )
}

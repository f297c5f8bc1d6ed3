import { createContext, type ReactNode, type Ref, use, useEffect, useId, useRef } from 'react'
import { type Fetcher, Form, type FormProps, useNavigation } from 'react-router'
import { useVisit } from '../page/visit.ts'
import { Button } from '../primitives/button.tsx'
import { Callout } from '../primitives/callout.tsx'
import { formField, isRefused, keyField, type Refused } from './refused.ts'

type Sending = {
  refused: Refused | undefined
  sent: FormData | undefined
  /** What is wrong beside fields without a refusal of what was sent; each field is then a place to link to. */
  problems?: Readonly<Record<string, string>> | undefined
}

const SendingContext = createContext<Sending>({ refused: undefined, sent: undefined })

/** What a field or button wants to know of the form around it. */
export const useSending = (): Sending => use(SendingContext)

/**
 * A form that writes. It carries an idempotency key, shows a refusal above its fields and beside them, keeps what was
 * typed, and works without script. `result` is the page's `actionData`; with a `fetcher` the page stays where it is.
 * `name` tells forms apart when a page has several. `problems` are said beside their fields from the start, and each
 * field can then be linked to by `placeOf`.
 */
export function WriteForm({
  result,
  fetcher,
  name = '',
  problems,
  className = 'flex flex-col gap-4',
  children,
  ...rest
}: Omit<FormProps, 'children'> & {
  ref?: Ref<HTMLFormElement>
  result?: unknown
  fetcher?: Fetcher & { Form: typeof Form }
  name?: string
  problems?: Readonly<Record<string, string>> | undefined
  children: ReactNode
}) {
  const navigation = useNavigation()
  const answer = fetcher ? fetcher.data : result
  const refused = isRefused(answer) && answer.formName === name ? answer : undefined
  const id = useId()
  const { formKey } = useVisit()
  const key = refused?.nextKey ?? `${formKey}${id}`
  const { formData } = fetcher ?? navigation
  const sent = formData?.get(keyField) === key ? formData : undefined
  const Element = fetcher?.Form ?? Form
  return (
    <SendingContext value={{ refused, sent, problems }}>
      <Element method="post" className={className} {...rest}>
        <input type="hidden" name={keyField} value={key} />
        {name && <input type="hidden" name={formField} value={name} />}
        {refused && <RefusalCallout refused={refused} />}
        {children}
      </Element>
    </SendingContext>
  )
}

/** The idempotency key alone, for a plain `<form>` that posts to another page. */
export function KeyField() {
  const id = useId()
  return <input type="hidden" name={keyField} value={`${useVisit().formKey}${id}`} />
}

/** Sends the form; shows that it works while it does. With `name` and `value` it tells which of several was pressed. */
export function SubmitButton(props: Omit<Parameters<typeof Button>[0], 'type' | 'pending'>) {
  const { sent } = useSending()
  const pending = sent !== undefined && (props.name === undefined || sent.get(props.name) === props.value)
  return <Button variant="primary" {...props} type="submit" pending={pending} />
}

/** Takes the focus, so that it is read out and in view. */
function RefusalCallout({ refused }: { refused: Refused }) {
  const callout = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (refused.nextKey) callout.current?.focus()
  }, [refused.nextKey])
  return (
    <Callout ref={callout} tone="bad" tabIndex={-1} role="alert" className="col-span-full">
      {refused.refused.text}
    </Callout>
  )
}

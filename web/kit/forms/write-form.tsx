import { createContext, type ReactNode, type Ref, use, useEffect, useId, useRef } from 'react'
import { type Fetcher, Form, type FormProps, useNavigation } from 'react-router'
import { useTranslations } from 'use-intl'
import { useVisit } from '../page/visit.ts'
import { Button } from '../primitives/button.tsx'
import { Callout } from '../primitives/callout.tsx'
import { formField, isRefused, keyField, loggedInAgain, type Refused, unreachable } from './refused.ts'

type Sending = {
  refused: Refused | undefined
  sent: FormData | undefined
  /** Errors shown next to fields without a refusal; each of these fields can be linked to. */
  problems?: Readonly<Record<string, string>> | undefined
}

const SendingContext = createContext<Sending>({ refused: undefined, sent: undefined })

/** What fields and buttons need from the form around them. */
export const useSending = (): Sending => use(SendingContext)

/**
 * A form that writes. It sends an idempotency key, shows a refusal above its fields and next to them, keeps the typed
 * values, and works without script. `result` is the page's `actionData`; with a `fetcher` the page does not navigate.
 * `name` tells forms apart when a page has several. `problems` are shown next to their fields from the start, and each
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

/** Only the idempotency key, for a plain `<form>` that posts to another page. */
export function KeyField() {
  const id = useId()
  return <input type="hidden" name={keyField} value={`${useVisit().formKey}${id}`} />
}

/** Submits the form and shows that it is pending. `name` and `value` tell which of several buttons was pressed. */
export function SubmitButton(props: Omit<Parameters<typeof Button>[0], 'type' | 'pending'>) {
  const { sent } = useSending()
  const pending = sent !== undefined && (props.name === undefined || sent.get(props.name) === props.value)
  return <Button variant="primary" {...props} type="submit" pending={pending} />
}

/** The first wrong field takes the focus, else the text, so that it is in view and screen readers read it out. */
function RefusalCallout({ refused }: { refused: Refused }) {
  const callout = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!refused) return
    const wrong = callout.current?.closest('form')?.querySelector<HTMLElement>('[aria-invalid=true]')
    wrong?.scrollIntoView({ block: 'center' })
    ;(wrong ?? callout.current)?.focus({ preventScroll: Boolean(wrong) })
  }, [refused])
  return (
    <Callout ref={callout} tone="bad" tabIndex={-1} role="alert" className="col-span-full">
      <RefusalText of={refused} />
    </Callout>
  )
}

export function RefusalText({ of: { refused } }: { of: Refused }) {
  const t = useTranslations('kit.forms')
  if (refused.code === unreachable) return t('unreachable')
  if (refused.code === loggedInAgain) return t('loggedInAgain')
  return refused.text || t('sessionOver')
}

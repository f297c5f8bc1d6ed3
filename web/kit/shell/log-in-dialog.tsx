import { type SubmitEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Field } from '../forms/field.tsx'
import { Input } from '../forms/inputs.tsx'
import { endLogIn } from '../page/log-in-state.ts'
import { useVisit } from '../page/visit.ts'
import { Button } from '../primitives/button.tsx'
import { Callout } from '../primitives/callout.tsx'

type Step = 'password' | 'factor'
type Problem = 'wrong' | 'locked' | 'wrongCode' | 'failed'

const problems: Readonly<Record<string, Problem>> = {
  'account.wrong_password': 'wrong',
  'account.locked': 'locked',
  'account.wrong_code': 'wrongCode',
}

/** Logging in over the page; somebody else than before gets a new document. */
export default function LogInDialog() {
  const t = useTranslations('console.logIn')
  const { viewer } = useVisit()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const [step, setStep] = useState<Step>('password')
  const [problem, setProblem] = useState<Problem>()
  const [pending, setPending] = useState(false)
  const email = viewer.kind === 'user' ? viewer.email : ''
  useEffect(() => {
    dialog.current!.showModal()
    if (email) dialog.current!.querySelector<HTMLInputElement>('[type=password]')!.focus()
  }, [email])
  const finish = async () => {
    const { user } = await (await fetch('/api/account/me')).json()
    if (!user) return setProblem('failed')
    endLogIn(user.email === email ? 'same' : 'other')
  }
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    setPending(true)
    setProblem(undefined)
    const answer = await send(step, new FormData(event.currentTarget)).catch(() => null)
    setPending(false)
    if (!answer) return setProblem('failed')
    if (answer.code) return setProblem(problems[answer.code] ?? 'failed')
    if (answer.second_factor) return setStep('factor')
    await finish()
  }
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onCancel={() => endLogIn('closed')}
      className="fade-in m-auto w-[calc(100vw-2rem)] max-w-md rounded-2xl border border-line bg-surface p-5 text-ink shadow-overlay"
    >
      <h2 id={id} className="font-semibold text-lg">
        {t('title')}
      </h2>
      <p className="mt-1 mb-4 text-ink-2">{t('text')}</p>
      <form onSubmit={submit} className="flex flex-col gap-4">
        {problem && (
          <Callout tone="bad" role="alert">
            {t(problem)}
          </Callout>
        )}
        <Fields step={step} email={email} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={() => endLogIn('closed')}>{t('close')}</Button>
          <Button type="submit" variant="primary" pending={pending}>
            {t('logIn')}
          </Button>
        </div>
      </form>
      <Elsewhere onDone={finish} />
    </dialog>
  )
}

function Fields({ step, email }: { step: Step; email: string }) {
  const t = useTranslations('console.logIn')
  if (step === 'factor')
    return (
      <Field name="code" label={t('factor')}>
        <Input autoComplete="one-time-code" required autoFocus />
      </Field>
    )
  return (
    <>
      <Field name="email" label={t('email')}>
        <Input type="email" autoComplete="username" defaultValue={email} required />
      </Field>
      <Field name="password" label={t('password')}>
        <Input type="password" autoComplete="current-password" required />
      </Field>
    </>
  )
}

/** For users without a password: the session is the browser's, so another tab can begin it. */
function Elsewhere({ onDone }: { onDone: () => void }) {
  const t = useTranslations('console.logIn')
  return (
    <p className="mt-4 border-line border-t pt-3 text-ink-2 text-sm">
      {t.rich('elsewhere', {
        link: chunks => (
          <a href="/account/log-in?to=/account" target="_blank" rel="noreferrer" className="underline">
            {chunks}
          </a>
        ),
        done: chunks => (
          <button type="button" onClick={onDone} className="underline">
            {chunks}
          </button>
        ),
      })}
    </p>
  )
}

/** What the API answers: a refusal has a `code`. */
type Answer = { readonly code?: string; readonly second_factor?: boolean }

async function send(step: Step, form: FormData): Promise<Answer> {
  const path = step === 'password' ? '/api/account/log-in' : '/api/account/second-factor/pass'
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(Object.fromEntries(form)),
  })
  return response.json()
}

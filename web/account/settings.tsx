import { redirect } from 'react-router'
import { useTranslations } from 'use-intl'
import { passwordMaxCharacters } from '#auth/limits.ts'
import { deviceOf } from '../kit/device.ts'
import { CodeInput } from '../kit/forms/code-input.tsx'
import { Field } from '../kit/forms/field.tsx'
import { Input } from '../kit/forms/inputs.tsx'
import { NewPasswordInput } from '../kit/forms/new-password-input.tsx'
import { SubmitButton, WriteForm } from '../kit/forms/write-form.tsx'
import { codeRequestOf, dropCodeRequest, keepCodeRequest } from '../kit/page/code-request.ts'
import { goTo } from '../kit/page/flash.ts'
import { page, type Web } from '../kit/page/page.ts'
import { logInPath } from '../kit/page/refusal.ts'
import { type Writing, write } from '../kit/page/write.ts'
import { Badge } from '../kit/primitives/badge.tsx'
import { Callout } from '../kit/primitives/callout.tsx'
import { Card } from '../kit/primitives/card.tsx'
import { MonitorIcon, PhoneIcon } from '../kit/primitives/icons.tsx'
import { PageHeader } from '../kit/primitives/page-header.tsx'
import { DateTime } from '../kit/time/date-time.tsx'
import { textsOf } from '../messages/notices.ts'
import type { Route } from './+types/settings.ts'
import { CodeField, SecondFactorCard } from './second-factor-card.tsx'

export const loader = page(async ({ api, url, viewer, cookies, sandbox }: Web<Route.LoaderArgs>) => {
  if (viewer.kind === 'guest') throw redirect(logInPath(url.pathname))
  const [{ items: sessions }, factor] = await Promise.all([api.listSessions({}), api.showSecondFactor({})])
  return { email: viewer.email, sessions, factor, asked: codeRequestOf({ cookies }) !== null, sandbox }
})

export const action = write(async ({ api, form, formName, url, ...visit }: Writing<Route.ActionArgs>) => {
  const notice = textsOf(visit.locale, 'storefront')
  const text = (name: string) => String(form.get(name) ?? '')
  const current = text('current') || undefined
  const code = text('code') || undefined
  switch (formName) {
    case 'proof-send':
      keepCodeRequest(visit, { email: '', ...(await api.sendIdentityCode({})) })
      return goTo(url.pathname, visit, notice('codeSent'), 'info')
    case 'proof': {
      const request = codeRequestOf(visit)?.request ?? ''
      await api.confirmIdentity({ code: text('code').replaceAll(/\D/g, ''), request })
      dropCodeRequest(visit)
      return goTo(url.pathname, visit, notice('proven'))
    }
    case 'password':
      await api.changePassword({ current, code, password: text('password') })
      return goTo(url.pathname, visit, notice('passwordSet'))
    case 'address':
      await api.startAddressChange({ email: text('email'), password: current, code })
      return goTo(url.pathname, visit, notice('addressLinksSent'), 'info')
    case 'session':
      await api.endSession({ session_id: text('session') })
      return goTo(url.pathname, visit, notice('sessionEnded'))
    case 'sessions':
      await api.endOtherSessions({})
      return goTo(url.pathname, visit, notice('sessionsEnded'))
    case 'factor-begin':
      return api.beginSecondFactor({ password: current })
    case 'factor-confirm':
      return api.confirmSecondFactor({ code: text('code') })
    default:
      await api.removeSecondFactor({ code: text('code') })
      return goTo(url.pathname, visit, notice('factorOff'))
  }
})

export default function Settings({
  loaderData: { email, sessions, factor, asked, sandbox },
  actionData,
}: Route.ComponentProps) {
  const t = useTranslations('storefront.account')
  return (
    <>
      <PageHeader title={t('settings')} text={email} />
      <div className="flex flex-col gap-4">
        {factor.mail_proof ? (
          <MailProof email={email} asked={asked} sandbox={sandbox} result={actionData} />
        ) : (
          <Changes factor={factor} result={actionData} />
        )}
        <Sessions sessions={sessions} result={actionData} />
      </div>
    </>
  )
}

/**
 * Users with neither a password nor a second factor first confirm a mailed code: a session alone does not prove who
 * they are.
 */
function MailProof({
  email,
  asked,
  sandbox,
  result,
}: {
  email: string
  asked: boolean
  sandbox: boolean
  result: unknown
}) {
  const t = useTranslations('storefront.account')
  return (
    <Card title={t('proof')} text={t('proofText', { email })}>
      {asked && (
        <WriteForm result={result} name="proof">
          <Field name="code" label={t('codeLabel')}>
            <CodeInput />
          </Field>
          <SubmitButton>{t('confirm')}</SubmitButton>
        </WriteForm>
      )}
      <WriteForm result={result} name="proof-send" className="mt-3">
        <SubmitButton variant={asked ? 'quiet' : 'outline'}>{t(asked ? 'codeAgain' : 'sendCode')}</SubmitButton>
      </WriteForm>
      {sandbox && (
        <Callout tone="info" className="mt-4">
          {t('sandboxMails')}
        </Callout>
      )}
    </Card>
  )
}

function Changes({ factor, result }: { factor: Route.ComponentProps['loaderData']['factor']; result: unknown }) {
  const t = useTranslations('storefront.account')
  return (
    <>
      <Card title={t('password')}>
        <WriteForm result={result} name="password">
          <Proof factor={factor} />
          <Field name="password" label={t('newPassword')} hint={t('passwordHint')}>
            <NewPasswordInput />
          </Field>
          <SubmitButton variant="outline">{t('setPassword')}</SubmitButton>
        </WriteForm>
      </Card>
      <Card title={t('email')} text={t('addressText')}>
        <WriteForm result={result} name="address">
          <Field name="email" label={t('newEmail')}>
            <Input type="email" autoComplete="off" required />
          </Field>
          <Proof factor={factor} />
          <SubmitButton variant="outline">{t('changeAddress')}</SubmitButton>
        </WriteForm>
      </Card>
      <SecondFactorCard factor={factor} result={result} />
    </>
  )
}

/** Asks for everything the user logs in with. */
function Proof({ factor }: { factor: { on: boolean; password: boolean } }) {
  const t = useTranslations('storefront.account')
  return (
    <>
      {factor.password && (
        <Field name="current" label={t('currentPassword')}>
          <Input type="password" autoComplete="current-password" maxLength={passwordMaxCharacters} required />
        </Field>
      )}
      {factor.on && <CodeField />}
    </>
  )
}

function Sessions({ sessions, result }: { sessions: Route.ComponentProps['loaderData']['sessions']; result: unknown }) {
  const t = useTranslations('storefront.account')
  return (
    <Card title={t('sessions')} text={t('sessionsText')}>
      <ul className="flex flex-col divide-y divide-line">
        {sessions.map(session => {
          const device = deviceOf(session.device)
          const Icon = device.phone ? PhoneIcon : MonitorIcon
          return (
            <li key={session.id} className="flex items-center gap-3 py-3">
              <Icon className="shrink-0 text-ink-3" />
              <div className="min-w-0 flex-1">
                <p className="truncate font-medium">{device.name ?? t('unknownDevice')}</p>
                <p className="text-ink-3 text-sm">
                  <DateTime at={session.created_at} />
                </p>
              </div>
              {session.current ? (
                <Badge tone="ok">{t('thisOne')}</Badge>
              ) : (
                <WriteForm result={result} name="session" className="contents">
                  <input type="hidden" name="session" value={session.id} />
                  <SubmitButton variant="outline" size="sm">
                    {t('endSession')}
                  </SubmitButton>
                </WriteForm>
              )}
            </li>
          )
        })}
      </ul>
      {sessions.length > 1 && (
        <WriteForm result={result} name="sessions" className="mt-3">
          <SubmitButton variant="outline">{t('endOthers')}</SubmitButton>
        </WriteForm>
      )}
    </Card>
  )
}

import { Form } from 'react-router'
import { useTranslations } from 'use-intl'
import { type Role, roleNames } from '#accounts/roles.ts'
import { emailMaxCharacters, factorCodeMaxCharacters, passwordMaxCharacters } from '#auth/limits.ts'
import { Field } from '../../kit/forms/field.tsx'
import { Input, Select } from '../../kit/forms/inputs.tsx'
import { formField, isRefused } from '../../kit/forms/refused.ts'
import { KeyField, RefusalText, SubmitButton, WriteForm } from '../../kit/forms/write-form.tsx'
import { goTo } from '../../kit/page/flash.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { type Writing, write } from '../../kit/page/write.ts'
import { Badge } from '../../kit/primitives/badge.tsx'
import { Button } from '../../kit/primitives/button.tsx'
import { Callout } from '../../kit/primitives/callout.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { RelativeTime } from '../../kit/time/relative-time.tsx'
import { textsOf } from '../../messages/notices.ts'
import type { Route } from './+types/team.ts'

export const loader = page(({ api }: Web<Route.LoaderArgs>) => api.listMembers({}))

export const action = write(async ({ api, form, formName, key, url, ...visit }: Writing<Route.ActionArgs>) => {
  const text = (name: string) => String(form.get(name) ?? '')
  const notice = textsOf(visit.locale, 'seller')
  const role = text('role') as Role
  if (formName === 'role') {
    await api.changeRole({ user_id: text('user'), role, ...proofOf(text('proof')) }, key)
    return goTo(url.pathname, visit, notice('roleChanged'))
  }
  if (formName === 'remove') {
    await api.removeMember({ user_id: text('user') }, key)
    return goTo(url.pathname, visit, notice('memberRemoved'))
  }
  if (formName === 'withdraw') {
    await api.withdrawInvitation({ invitation_id: text('invitation') }, key)
    return goTo(url.pathname, visit, notice('invitationWithdrawn'))
  }
  await api.inviteMember({ email: text('email'), role, locale: visit.locale, ...proofOf(text('proof')) }, key)
  return goTo(url.pathname, visit, notice('invited', { email: text('email') }))
})

/** One field for both: users with a second factor enter a code, all others their password. */
const proofOf = (typed: string) => (typed ? { password: typed, code: typed.slice(0, factorCodeMaxCharacters) } : {})

/** Shown when the chosen role needs it. */
const forPowers = 'hidden group-has-[option:is([value=owner],[value=finance]):checked]:block'

type Loaded = Route.ComponentProps['loaderData']

/** The members of the store with their roles, and open invitations. */
export default function Team({ loaderData: { members, invitations }, actionData }: Route.ComponentProps) {
  const t = useTranslations('seller.team')
  const about = useTranslations('seller.role')
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} />
      {isRefused(actionData) && actionData.formName !== 'invite' && (
        <Callout tone="bad" role="alert" className="mb-3">
          <RefusalText of={actionData} />
        </Callout>
      )}
      <div className="grid items-start gap-3 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-3">
          <Card title={t('members')} flush>
            <ul className="mt-3">
              {members.map(member => (
                <MemberRow key={member.id} member={member} />
              ))}
            </ul>
          </Card>
          {invitations.length > 0 && (
            <Card title={t('invitations')} flush>
              <ul className="mt-3">
                {invitations.map(invitation => (
                  <InvitationRow key={invitation.id} invitation={invitation} />
                ))}
              </ul>
            </Card>
          )}
          <Card title={t('roles')}>
            <dl className="grid gap-x-4 gap-y-2 sm:grid-cols-[8rem_1fr]">
              {roleNames.map(role => (
                <div key={role} className="contents">
                  <dt className="font-medium">{about(`${role}.name`)}</dt>
                  <dd className="text-ink-2">{about(`${role}.text`)}</dd>
                </div>
              ))}
            </dl>
          </Card>
        </div>
        <Card title={t('invite')} text={t('inviteText')}>
          <WriteForm result={actionData} name="invite" className="group flex flex-col gap-4">
            <Field name="email" label={t('email')}>
              <Input type="email" maxLength={emailMaxCharacters} required />
            </Field>
            <Field name="role" label={t('role')}>
              <RoleSelect chosen="orders" />
            </Field>
            <div className={forPowers}>
              <Field name="proof" label={t('proof')} hint={t('proofHint')}>
                <Input type="password" maxLength={passwordMaxCharacters} autoComplete="current-password" />
              </Field>
            </div>
            <SubmitButton className="self-start">{t('send')}</SubmitButton>
          </WriteForm>
        </Card>
      </div>
    </>
  )
}

function RoleSelect({ chosen, label }: { chosen: string; label?: string }) {
  const about = useTranslations('seller.role')
  return (
    <Select name="role" defaultValue={chosen} aria-label={label}>
      {roleNames.map(role => (
        <option key={role} value={role}>
          {about(`${role}.name`)}
        </option>
      ))}
    </Select>
  )
}

const row = 'flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-t px-4 py-2.5'

function MemberRow({ member: { id, name, email, role, you } }: { member: Loaded['members'][number] }) {
  const t = useTranslations('seller.team')
  return (
    <li className={row}>
      <div className="min-w-0 flex-1 basis-48">
        <p className="truncate font-medium">
          {name} {you && <Badge>{t('you')}</Badge>}
        </p>
        <p className="truncate text-ink-3 text-xs">{email}</p>
      </div>
      <Form method="post" className="group flex flex-wrap items-center gap-2" preventScrollReset>
        <KeyField />
        <input type="hidden" name={formField} value="role" />
        <input type="hidden" name="user" value={id} />
        <RoleSelect key={role} chosen={role} label={t('roleOf', { name })} />
        <span className={forPowers}>
          <Input
            type="password"
            name="proof"
            maxLength={passwordMaxCharacters}
            autoComplete="current-password"
            aria-label={t('proof')}
            placeholder={t('proofShort')}
            className="w-40"
          />
        </span>
        <Button type="submit">{t('change')}</Button>
      </Form>
      <Form method="post" preventScrollReset>
        <KeyField />
        <input type="hidden" name={formField} value="remove" />
        <input type="hidden" name="user" value={id} />
        <Button type="submit" variant="danger" aria-label={t('removeNamed', { name })}>
          {t('remove')}
        </Button>
      </Form>
    </li>
  )
}

function InvitationRow({
  invitation: { id, email, role, sent_at, expired },
}: {
  invitation: Loaded['invitations'][number]
}) {
  const t = useTranslations('seller.team')
  const about = useTranslations('seller.role')
  return (
    <li className={row}>
      <div className="min-w-0 flex-1 basis-48">
        <p className="truncate font-medium">
          {email} {expired && <Badge tone="warn">{t('expired')}</Badge>}
        </p>
        <p className="text-ink-3 text-xs">
          {about(`${role}.name`)} · <RelativeTime at={sent_at} />
        </p>
      </div>
      <Form method="post" preventScrollReset>
        <KeyField />
        <input type="hidden" name={formField} value="withdraw" />
        <input type="hidden" name="invitation" value={id} />
        <Button type="submit" aria-label={t('withdrawNamed', { email })}>
          {t('withdraw')}
        </Button>
      </Form>
    </li>
  )
}

import { useTranslations } from 'use-intl'
import { type OperatorRole, operatorRoleNames } from '#accounts/roles.ts'
import { emailMaxCharacters, userNameMaxCharacters } from '#auth/limits.ts'
import { Checkbox } from '../../kit/forms/choices.tsx'
import { Field } from '../../kit/forms/field.tsx'
import { Input, Select } from '../../kit/forms/inputs.tsx'
import { SubmitButton, WriteForm } from '../../kit/forms/write-form.tsx'
import { ConfirmDialog } from '../../kit/overlays/dialog.tsx'
import { goTo } from '../../kit/page/flash.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { type Writing, write } from '../../kit/page/write.ts'
import { Badge } from '../../kit/primitives/badge.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { RelativeTime } from '../../kit/time/relative-time.tsx'
import { textsOf } from '../../messages/notices.ts'
import { ProofField } from '../proof.tsx'
import type { Route } from './+types/operators.ts'

export const loader = page(({ api }: Web<Route.LoaderArgs>) => api.listOperators({}))

export const action = write(async ({ api, form, formName, key, url, ...visit }: Writing<Route.ActionArgs>) => {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const notice = textsOf(visit.locale, 'ops')
  const roles = operatorRoleNames.filter(role => form.has(`role.${role}`))
  const [act, user_id = ''] = formName.split(':')
  if (act === 'roles') {
    await api.changeOperatorRoles({ user_id, roles }, key)
    return goTo(url.pathname, visit, notice('operatorChanged'))
  }
  if (act === 'remove') {
    await api.removeOperator({ user_id }, key)
    return goTo(url.pathname, visit, notice('operatorRemoved'))
  }
  const locale = text('locale') === 'fr' ? 'fr' : 'en'
  await api.addOperator({ email: text('email'), name: text('name'), roles, locale }, key)
  return goTo(url.pathname, visit, notice('operatorAdded', { email: text('email') }))
})

type Operator = Route.ComponentProps['loaderData']['items'][number]

/** The operators of the market, and what each may do. */
export default function Operators({ loaderData: { items }, actionData }: Route.ComponentProps) {
  const t = useTranslations('ops.operators')
  const role = useTranslations('ops.operatorRole')
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} />
      <div className="grid items-start gap-3 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-3">
          <Card flush title={t('title')}>
            <ul className="mt-3">
              {items.map(operator => (
                <Row key={operator.id} operator={operator} result={actionData} />
              ))}
            </ul>
          </Card>
          <Card title={t('roles')}>
            <dl className="grid gap-x-4 gap-y-2 sm:grid-cols-[9rem_1fr]">
              {operatorRoleNames.map(name => (
                <div key={name} className="contents">
                  <dt className="font-medium">{role(`${name}.name`)}</dt>
                  <dd className="text-ink-2">{role(`${name}.text`)}</dd>
                </div>
              ))}
            </dl>
          </Card>
        </div>
        <Card title={t('add')} text={t('addText')}>
          <WriteForm key={items.length} result={actionData} name="add">
            <Field name="email" label={t('email')}>
              <Input type="email" maxLength={emailMaxCharacters} required />
            </Field>
            <Field name="name" label={t('name')}>
              <Input maxLength={userNameMaxCharacters} required />
            </Field>
            <Field name="locale" label={t('language')}>
              <Select>
                <option value="en">English</option>
                <option value="fr">Français</option>
              </Select>
            </Field>
            <Roles chosen={['support']} />
            <ProofField />
            <SubmitButton className="self-start">{t('addButton')}</SubmitButton>
          </WriteForm>
        </Card>
      </div>
    </>
  )
}

function Roles({ chosen }: { chosen: readonly OperatorRole[] }) {
  const t = useTranslations('ops.operators')
  const role = useTranslations('ops.operatorRole')
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 font-medium text-(length:--control-text)">{t('roles')}</legend>
      {operatorRoleNames.map(name => (
        <Checkbox
          key={name}
          name={`role.${name}`}
          label={role(`${name}.name`)}
          defaultChecked={chosen.includes(name)}
        />
      ))}
    </fieldset>
  )
}

function Row({
  operator: { id, name, email, roles, second_factor, seen_at, you },
  result,
}: {
  operator: Operator
  result: unknown
}) {
  const t = useTranslations('ops.operators')
  const role = useTranslations('ops.operatorRole')
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-t px-4 py-2.5">
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          <span className="truncate">{name}</span> {you && <Badge>{t('you')}</Badge>}
          {!second_factor && <Badge tone="warn">{t('noFactor')}</Badge>}
        </p>
        <p className="truncate text-ink-3 text-xs">{email}</p>
      </div>
      <div className="min-w-0 basis-40">
        <p className="text-sm">{roles.map(each => role(`${each}.name`)).join(', ')}</p>
        <p className="text-ink-3 text-xs">
          {seen_at ? t.rich('seen', { at: () => <RelativeTime at={seen_at} /> }) : t('notSeen')}
        </p>
      </div>
      <span className="flex gap-2">
        <ConfirmDialog
          button={t('change')}
          title={t('changeOf', { name })}
          text={t('changeText')}
          confirm={t('changeButton')}
          name={`roles:${id}`}
          result={result}
          tone="outline"
          size="sm"
        >
          <Roles key={roles.join()} chosen={roles} />
          <ProofField />
        </ConfirmDialog>
        <ConfirmDialog
          button={t('remove')}
          title={t('removeOf', { name })}
          text={t('removeText')}
          confirm={t('removeButton', { name })}
          name={`remove:${id}`}
          result={result}
          size="sm"
        >
          <ProofField />
        </ConfirmDialog>
      </span>
    </li>
  )
}

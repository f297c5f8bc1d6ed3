import { useTranslations } from 'use-intl'
import { userNameMaxCharacters } from '#auth/limits.ts'
import { Field } from '../kit/forms/field.tsx'
import { Input } from '../kit/forms/inputs.tsx'
import { NewPasswordInput } from '../kit/forms/new-password-input.tsx'
import { SubmitButton, WriteForm } from '../kit/forms/write-form.tsx'
import { goTo } from '../kit/page/flash.ts'
import { page, type Web } from '../kit/page/page.ts'
import { logInPath } from '../kit/page/refusal.ts'
import { storePath } from '../kit/page/store-path.ts'
import { useVisit } from '../kit/page/visit.ts'
import { type Writing, write } from '../kit/page/write.ts'
import { buttonClass } from '../kit/primitives/button.tsx'
import { Callout } from '../kit/primitives/callout.tsx'
import { PageHeader } from '../kit/primitives/page-header.tsx'
import { textsOf } from '../messages/notices.ts'
import type { Route } from './+types/team.ts'

export const loader = page(async ({ api, params, url }: Web<Route.LoaderArgs>) => ({
  ...(await api.showInvitation({ link: params.link })),
  path: url.pathname,
}))

export const action = write(async ({ api, form, params, ...visit }: Writing<Route.ActionArgs>) => {
  const text = (name: string) => String(form.get(name) ?? '').trim() || undefined
  const { store, store_id } = await api.acceptInvitation({
    link: params.link!,
    locale: visit.locale,
    name: text('name'),
    password: text('password'),
  })
  const { user } = await api.me({})
  const slug = user?.stores.find(({ id }) => id === store_id)?.slug
  return goTo(slug ? storePath(slug) : '/seller', visit, textsOf(visit.locale, 'join')('joined', { store }))
})

/** An invitation to join a store's team. */
export default function Invitation({
  loaderData: { store, role, email, known, path },
  actionData,
}: Route.ComponentProps) {
  const t = useTranslations('join.team')
  const { viewer } = useVisit()
  return (
    <div className="mx-auto max-w-md">
      <PageHeader title={t('title', { store })} text={t(`as.${role}`)} />
      {viewer.kind === 'user' && viewer.email !== email ? (
        <Callout tone="warn">{t('other', { email, viewer: viewer.email })}</Callout>
      ) : known && viewer.kind === 'guest' ? (
        <>
          <p className="mb-4 text-ink-2">{t('known', { email })}</p>
          <a href={logInPath(path)} className={buttonClass({ variant: 'primary' })}>
            {t('logIn')}
          </a>
        </>
      ) : (
        <WriteForm result={actionData} reloadDocument>
          {!known && (
            <>
              <Field name="email" label={t('email')}>
                <Input type="email" readOnly value={email} autoComplete="username" />
              </Field>
              <Field name="name" label={t('name')}>
                <Input autoComplete="name" maxLength={userNameMaxCharacters} required />
              </Field>
              <Field name="password" label={t('password')} hint={t('passwordHint')}>
                <NewPasswordInput />
              </Field>
            </>
          )}
          <SubmitButton>{t('join')}</SubmitButton>
        </WriteForm>
      )}
    </div>
  )
}

import { useTranslations } from 'use-intl'
import { Field } from '../kit/forms/field.tsx'
import { NewPasswordInput } from '../kit/forms/new-password-input.tsx'
import { SubmitButton, WriteForm } from '../kit/forms/write-form.tsx'
import { goTo } from '../kit/page/flash.ts'
import { type Writing, write } from '../kit/page/write.ts'
import { PageHeader } from '../kit/primitives/page-header.tsx'
import { textsOf } from '../messages/notices.ts'
import type { Route } from './+types/new-password.ts'

export const action = write(async ({ api, form, params, ...visit }: Writing<Route.ActionArgs>) => {
  await api.finishRecovery({ link: params.link!, password: String(form.get('password')) })
  return goTo('/account/log-in', visit, textsOf(visit.locale, 'storefront')('passwordSet'))
})

export default function NewPassword({ actionData }: Route.ComponentProps) {
  const t = useTranslations('storefront.account')
  return (
    <>
      <PageHeader title={t('newPassword')} text={t('newPasswordText')} />
      <WriteForm result={actionData}>
        <Field name="password" label={t('newPassword')} hint={t('passwordHint')}>
          <NewPasswordInput />
        </Field>
        <SubmitButton>{t('setPassword')}</SubmitButton>
      </WriteForm>
    </>
  )
}

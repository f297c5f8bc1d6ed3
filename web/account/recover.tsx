import { useTranslations } from 'use-intl'
import { Field } from '../kit/forms/field.tsx'
import { Input } from '../kit/forms/inputs.tsx'
import { SubmitButton, WriteForm } from '../kit/forms/write-form.tsx'
import { goTo } from '../kit/page/flash.ts'
import { type Writing, write } from '../kit/page/write.ts'
import { PageHeader } from '../kit/primitives/page-header.tsx'
import { textsOf } from '../messages/notices.ts'
import type { Route } from './+types/recover.ts'

export const action = write(async ({ api, form, locale, url, ...visit }: Writing<Route.ActionArgs>) => {
  await api.startRecovery({ email: String(form.get('email')), locale })
  return goTo(url.pathname, visit, textsOf(locale, 'storefront')('linkSent'))
})

export default function Recover({ actionData }: Route.ComponentProps) {
  const t = useTranslations('storefront.account')
  return (
    <>
      <PageHeader title={t('recover')} text={t('recoverText')} />
      <WriteForm result={actionData}>
        <Field name="email" label={t('email')}>
          <Input type="email" autoComplete="email" required />
        </Field>
        <SubmitButton>{t('sendLink')}</SubmitButton>
      </WriteForm>
    </>
  )
}

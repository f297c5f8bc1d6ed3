import { useTranslations } from 'use-intl'
import { SubmitButton, WriteForm } from '../kit/forms/write-form.tsx'
import { type Writing, write } from '../kit/page/write.ts'
import { Callout } from '../kit/primitives/callout.tsx'
import { PageHeader } from '../kit/primitives/page-header.tsx'
import type { Route } from './+types/confirm-address.ts'

/** Confirms on a button, not when the link is opened: mail programs open links to preview them. */
export const action = write(({ api, params }: Writing<Route.ActionArgs>) => api.confirmAddress({ link: params.link! }))

export default function ConfirmAddress({ actionData }: Route.ComponentProps) {
  const t = useTranslations('storefront.account')
  const state = actionData && 'state' in actionData ? actionData.state : null
  return (
    <>
      <PageHeader title={t('confirmAddress')} text={t('confirmAddressText')} />
      {state ? (
        <Callout tone={state === 'taken' ? 'bad' : 'ok'} role="status">
          {t(`address.${state}`)}
        </Callout>
      ) : (
        <WriteForm result={actionData}>
          <SubmitButton>{t('confirm')}</SubmitButton>
        </WriteForm>
      )}
    </>
  )
}

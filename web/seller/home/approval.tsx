import { useTranslations } from 'use-intl'
import type { Api } from '#app/web-context.ts'
import { buttonClass } from '../../kit/primitives/button.tsx'
import { Callout } from '../../kit/primitives/callout.tsx'

/** The state of the application, for a store that may not sell yet. */
export function Approval({ store: { approved, application } }: { store: Awaited<ReturnType<Api['ownStore']>> }) {
  const t = useTranslations('seller.approval')
  if (approved || !application || application.state === 'approved') return null
  const { id, state } = application
  return (
    <Callout
      tone={state === 'submitted' ? 'info' : 'warn'}
      title={t(`${state}.title`)}
      className="mb-3"
      action={
        <a href={`/join/${id}`} className={buttonClass({})}>
          {t('look')}
        </a>
      }
    >
      {t(`${state}.text`)}
    </Callout>
  )
}

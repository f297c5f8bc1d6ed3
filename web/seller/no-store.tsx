import { Store } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useMaybeVisit } from '../kit/page/visit.ts'
import { buttonClass } from '../kit/primitives/button.tsx'
import { Card } from '../kit/primitives/card.tsx'
import { PageHeader } from '../kit/primitives/page-header.tsx'
import { EmptyState } from '../kit/primitives/states.tsx'
import { ErrorPage } from '../kit/shell/error-page.tsx'

/** The error page of the seller center; for somebody who is a member of no store it says that. */
export function SellerErrorPage({ error }: { error: unknown }) {
  const viewer = useMaybeVisit()?.viewer
  return viewer?.kind === 'user' && viewer.stores.length === 0 ? (
    <NoStore />
  ) : (
    <ErrorPage error={error} home="/seller" />
  )
}

function NoStore() {
  const t = useTranslations('seller.noStore')
  return (
    <>
      <PageHeader title={t('title')} />
      <Card>
        <EmptyState
          icon={<Store size={20} />}
          title={t('heading')}
          text={t('text')}
          action={
            <a href="/" className={buttonClass({})}>
              {t('market')}
            </a>
          }
        />
      </Card>
    </>
  )
}

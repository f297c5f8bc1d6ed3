import { useTranslations } from 'use-intl'
import { PageHeader } from '../kit/primitives/page-header.tsx'

export default function SellerHome() {
  const t = useTranslations('seller.home')
  return <PageHeader title={t('title')} />
}

import { useTranslations } from 'use-intl'
import { PageHeader } from '../kit/primitives/page-header.tsx'

export default function OpsHome() {
  const t = useTranslations('ops.home')
  return <PageHeader title={t('title')} />
}

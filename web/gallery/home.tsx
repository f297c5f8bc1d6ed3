import { useTranslations } from 'use-intl'
import { PageHeader } from '../kit/primitives/page-header.tsx'

export default function GalleryHome() {
  const t = useTranslations('gallery')
  return <PageHeader title={t('title')} />
}

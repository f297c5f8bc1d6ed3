import { useTranslations } from 'use-intl'

export default function Home() {
  const t = useTranslations('storefront.home')
  return (
    <>
      <title>{t('title')}</title>
      <h1 className="font-semibold text-3xl">{t('heading')}</h1>
    </>
  )
}

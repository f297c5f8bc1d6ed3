import { useLocale, useTranslations } from 'use-intl'
import type { Api } from '#app/web-context.ts'
import { countryName } from '../../kit/country.ts'
import { DefinitionList, KeyValue } from '../../kit/primitives/definition-list.tsx'

type Trader = NonNullable<Awaited<ReturnType<Api['showStore']>>['trader']>

/** The company that sells this, on the product page itself: collapsed to one line. */
export function TraderBlock({ trader }: { trader: Trader | null }) {
  const t = useTranslations('storefront.trader')
  const locale = useLocale()
  if (!trader) return null
  return (
    <details className="border-line border-t px-4 py-3">
      <summary className="cursor-pointer">
        {t.rich('soldBy', { name: () => <span className="font-medium">{trader.legal_name}</span> })}
      </summary>
      <DefinitionList className="mt-2 text-sm">
        <KeyValue label={t('address')}>
          {trader.line1}, {trader.postal_code} {trader.city}, {countryName(trader.country, locale)}
        </KeyValue>
        <KeyValue label={t('phone')}>
          <a href={`tel:${trader.phone.replaceAll(/[^\d+]/g, '')}`} className="underline">
            {trader.phone}
          </a>
        </KeyValue>
        <KeyValue label={t('email')}>
          <a href={`mailto:${trader.email}`} className="underline">
            {trader.email}
          </a>
        </KeyValue>
        <KeyValue label={t('register')}>{trader.register_number}</KeyValue>
        {trader.vat_number && <KeyValue label={t('vat')}>{trader.vat_number}</KeyValue>}
      </DefinitionList>
      <p className="mt-2 text-ink-2 text-sm">{t('certified')}</p>
    </details>
  )
}

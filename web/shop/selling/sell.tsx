import { Link } from 'react-router'
import { useLocale, useTranslations } from 'use-intl'
import { countriesByName } from '../../kit/country.ts'
import type { Locale } from '../../kit/i18n.tsx'
import { formatMoney } from '../../kit/money/money.ts'
import { formatNumber } from '../../kit/numbers.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { useShopPath } from '../../kit/page/shop-path.ts'
import { buttonClass } from '../../kit/primitives/button.tsx'
import { Stat } from '../../kit/primitives/card.tsx'
import type { Route } from './+types/sell.ts'

export const loader = page(({ api }: Web<Route.LoaderArgs>) => api.sellingTerms({}))

/** The page for future sellers: costs, who can sell, requirements, steps. The figures come from the policies. */
export default function Sell({
  loaderData: { countries, commission_bps, protection_days, payout_fees },
}: Route.ComponentProps) {
  const t = useTranslations('storefront.sell')
  const path = useShopPath()
  const locale = useLocale()
  const start = (
    <a href="/join" className={buttonClass({ variant: 'primary' })}>
      {t('start')}
    </a>
  )
  return (
    <div className="mx-auto max-w-4xl">
      <title>{`${t('title')} · Fondaco`}</title>
      <meta name="description" content={t('text')} />
      <header className="py-6 md:py-12">
        <h1 className="max-w-2xl text-balance font-semibold text-4xl">{t('heading')}</h1>
        <p className="mt-4 max-w-xl text-ink-2 text-lg">{t('text')}</p>
        <div className="mt-6 flex flex-wrap items-center gap-4">
          {start}
          <a href="/account/log-in?to=/join" className="underline">
            {t('resume')}
          </a>
        </div>
      </header>
      <div className="grid gap-4 md:grid-cols-3">
        <Stat label={t('commission')} value={percentSpan(commission_bps, locale)} note={t('commissionText')} />
        <Stat label={t('release')} value={t('days', { days: protection_days })} note={t('releaseText')} />
        <Stat label={t('fee')} value={t('noFee')} note={t('noFeeText')} />
      </div>
      <section className="mt-12 grid gap-x-12 gap-y-8 md:grid-cols-2">
        <div>
          <h2 className="mb-3 font-semibold text-2xl">{t('how')}</h2>
          <ol className="flex flex-col gap-4">
            {(['signUp', 'tell', 'review', 'sell'] as const).map((step, i) => (
              <li key={step} className="flex gap-3">
                <span
                  aria-hidden
                  className="grid size-8 shrink-0 place-items-center rounded-full bg-brand-soft font-semibold text-brand"
                >
                  {i + 1}
                </span>
                <span>
                  <span className="block font-medium">{t(`steps.${step}.title`)}</span>
                  <span className="text-ink-2">{t(`steps.${step}.text`)}</span>
                </span>
              </li>
            ))}
          </ol>
        </div>
        <Conditions countries={countries} fees={payout_fees} />
      </section>
      <div className="mt-12 flex flex-col items-center gap-3">
        {start}
        <Link to={path('/legal/seller-terms')} className="text-ink-2 text-sm underline">
          {t('terms')}
        </Link>
      </div>
    </div>
  )
}

type Terms = Route.ComponentProps['loaderData']

/** Who can sell, what payouts cost, and what to have at hand. */
function Conditions({ countries, fees }: { countries: Terms['countries']; fees: Terms['payout_fees'] }) {
  const t = useTranslations('storefront.sell')
  const locale = useLocale()
  return (
    <div>
      <h2 className="mb-3 font-semibold text-2xl">{t('who')}</h2>
      <p className="text-ink-2">{t('whoText')}</p>
      <ul className="mt-3 flex flex-wrap gap-2">
        {countriesByName(countries, locale).map(({ code, name }) => (
          <li key={code} className="rounded-lg border border-line px-3 py-1.5 font-medium">
            {name}
          </li>
        ))}
      </ul>
      <p className="mt-3 text-ink-3 text-sm">{t('others')}</p>
      <h2 className="mt-8 mb-3 font-semibold text-2xl">{t('payouts')}</h2>
      <p className="text-ink-2">
        {t('payoutsText', {
          sepa: formatMoney(fees.sepa, locale),
          international: formatMoney(fees.international, locale),
        })}
      </p>
      <h2 className="mt-8 mb-3 font-semibold text-2xl">{t('need')}</h2>
      <ul className="list-disc pl-5 text-ink-2">
        {(['email', 'number', 'card', 'id'] as const).map(thing => (
          <li key={thing}>{t(`needs.${thing}`)}</li>
        ))}
      </ul>
    </div>
  )
}

/** Rates differ by category: `5–8 %`. */
const percentSpan = ({ from, to }: { from: number; to: number }, locale: Locale): string => {
  const [least, most] = [from, to].map(bps => formatNumber(bps / 100, locale))
  return least === most ? `${least} %` : `${least}–${most} %`
}

import { useLocation } from 'react-router'
import { useTranslations } from 'use-intl'
import { useVisit } from '../../kit/page/visit.ts'
import { Button } from '../../kit/primitives/button.tsx'

/** All cookies with purpose and duration, and the choice about the optional one, which can be changed here. */
export function CookieChoice({ cookies }: { cookies: readonly { name: string; text: string }[] }) {
  const t = useTranslations('storefront.pages.cookieList')
  const { consent } = useVisit()
  const { pathname } = useLocation()
  return (
    <>
      <section aria-labelledby="cookie-choice" className="mt-8 rounded-xl border border-line p-4">
        <h2 id="cookie-choice" className="font-semibold text-lg">
          {t('choice')}
        </h2>
        <p className="mt-1 text-ink-2">{t(consent === 'all' ? 'all' : consent === 'needed' ? 'needed' : 'none')}</p>
        <form method="post" action="/prefs" className="mt-3 flex flex-wrap gap-2">
          <input type="hidden" name="to" value={pathname} />
          <Button type="submit" name="consent" value="needed">
            {t('onlyNeeded')}
          </Button>
          <Button type="submit" name="consent" value="all">
            {t('allow')}
          </Button>
        </form>
      </section>
      <section aria-labelledby="cookie-list" className="mt-8">
        <h2 id="cookie-list" className="mb-2 font-semibold text-lg">
          {t('list')}
        </h2>
        <dl className="divide-y divide-line border-line border-y">
          {cookies.map(({ name, text }) => (
            <div key={name} className="py-2.5 sm:grid sm:grid-cols-[10rem_1fr] sm:gap-x-4">
              <dt className="font-medium">{name}</dt>
              <dd className="text-ink-2">{text}</dd>
            </div>
          ))}
        </dl>
        <p className="mt-2 text-ink-3 text-sm">{t('prefix')}</p>
      </section>
    </>
  )
}

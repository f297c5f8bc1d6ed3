import { redirect } from 'react-router'
import type { Route } from './+types/prefs.ts'
import { locales } from './kit/i18n.tsx'
import { webContext } from './kit/page/context.ts'
import { formOf } from './kit/page/form.ts'
import { ownPath } from './kit/page/refusal.ts'
import { shopPath } from './kit/page/shop-path.ts'

/**
 * `POST /prefs` with `lang`, `theme`, `country` (of delivery), `consent` (`ask` asks again) or `seen` (`none`), and `to`: the path to return to. Consoles
 * keep the language only in the cookie, the storefront has it in the path as well; users are written to in it from then on.
 */
export async function action({ request, context }: Route.ActionArgs) {
  const { api, viewer, setCookie } = context.get(webContext)
  const form = await formOf(request)
  const lang = locales.find(locale => locale === form.get('lang'))
  const theme = form.get('theme')
  if (lang) {
    setCookie('lang', lang)
    if (viewer.kind === 'user') await api.chooseLanguage({ locale: lang })
  }
  const consent = form.get('consent')
  if (consent === 'all' || consent === 'needed') setCookie('consent', consent, { maxAgeSeconds: 180 * 86_400 })
  if (consent === 'ask') setCookie('consent', '', { maxAgeSeconds: 0 })
  if (consent === 'needed' || form.get('seen') === 'none') setCookie('seen', '', { maxAgeSeconds: 0 })
  if (theme === 'light' || theme === 'dark' || theme === 'system') setCookie('theme', theme)
  const country = String(form.get('country') ?? '')
  if (/^[A-Z]{2}$/.test(country)) setCookie('country', country)
  const to = ownPath(form.get('to')) + (consent === 'ask' ? '#cookies' : '')
  return redirect(lang ? ownPath(shopPath(to, lang)) : to, 303)
}

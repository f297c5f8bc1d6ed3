import { useLocation } from 'react-router'
import { useLocale, useTranslations } from 'use-intl'
import { locales } from '../i18n.tsx'
import { DropdownLabel, dropdownItem } from '../overlays/dropdown.tsx'
import { useVisit } from '../page/visit.ts'
import { CheckIcon } from '../primitives/icons.tsx'

/** Language and theme, as entries of a dropdown. Each choice posts and reloads the page: no script needed. */
export function PrefsForm() {
  const t = useTranslations('kit.prefs')
  const { theme } = useVisit()
  const locale = useLocale()
  const { pathname, search } = useLocation()
  return (
    <form method="post" action="/prefs">
      <input type="hidden" name="to" value={pathname + search} />
      <DropdownLabel>{t('language')}</DropdownLabel>
      {locales.map(each => (
        <Choice key={each} name="lang" value={each} lang={each} chosen={each === locale}>
          {languageNames[each]}
        </Choice>
      ))}
      <DropdownLabel>{t('theme')}</DropdownLabel>
      {(['system', 'light', 'dark'] as const).map(each => (
        <Choice key={each} name="theme" value={each} chosen={each === theme}>
          {t(each)}
        </Choice>
      ))}
    </form>
  )
}

export const languageNames = { en: 'English', fr: 'Français' }

function Choice({
  chosen,
  children,
  ...button
}: {
  name: string
  value: string
  lang?: string
  chosen: boolean
  children: string
}) {
  return (
    <button type="submit" {...button} aria-current={chosen || undefined} className={dropdownItem}>
      <span className="flex-1">{children}</span>
      {chosen && <CheckIcon size={16} className="text-brand" />}
    </button>
  )
}

import { useLocation } from 'react-router'
import { useTranslations } from 'use-intl'
import { useVisit } from '../page/visit.ts'
import { Button } from '../primitives/button.tsx'

/** Asks once whether optional data may be kept. Both answers are one click and look equal. */
export function ConsentBar() {
  const t = useTranslations('kit.consent')
  const { consent } = useVisit()
  const { pathname, search } = useLocation()
  if (consent) return null
  return (
    <section
      id="cookies"
      aria-label={t('title')}
      className="bottom-0 z-10 border-line border-t bg-surface px-4 py-4 sm:sticky sm:px-6"
    >
      <form
        method="post"
        action="/prefs"
        className="mx-auto flex w-full max-w-[1312px] flex-wrap items-center gap-x-6 gap-y-3"
      >
        <input type="hidden" name="to" value={pathname + search} />
        <p className="min-w-60 flex-1 text-ink-2 text-sm">{t('text')}</p>
        <div className="flex gap-2">
          <Button type="submit" name="consent" value="needed" size="sm">
            {t('needed')}
          </Button>
          <Button type="submit" name="consent" value="all" size="sm">
            {t('all')}
          </Button>
        </div>
      </form>
    </section>
  )
}

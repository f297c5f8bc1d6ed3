import { useEffect } from 'react'
import { isRouteErrorResponse } from 'react-router'
import { useTranslations } from 'use-intl'
import { Button, buttonClass } from '../primitives/button.tsx'

type Kind = 'notFound' | 'forbidden' | 'unavailable' | 'offline' | 'unreachable' | 'broken'

/**
 * The error page by kind of error, with a way on: `home` is where it leads. While the browser is offline it waits for
 * the connection and then reloads.
 */
export function ErrorPage({ error, home = '/' }: { error: unknown; home?: string }) {
  const kind = kindOf(error)
  const t = useTranslations('kit.error')
  useEffect(() => {
    if (kind !== 'offline') return
    const reload = () => location.reload()
    addEventListener('online', reload)
    return () => removeEventListener('online', reload)
  }, [kind])
  const again = kind === 'notFound' || kind === 'forbidden' ? null : t('again')
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-2 px-4 py-16 text-center md:py-24">
      <title>{t(`${kind}.title`)}</title>
      <p className="text-sm text-ink-3 tabular-nums">{kind !== 'unreachable' && statusOf(error)}</p>
      <h1 className="font-semibold text-2xl">{t(`${kind}.title`)}</h1>
      <p className="text-ink-2">{t(`${kind}.text`)}</p>
      <div className="mt-4 flex flex-wrap justify-center gap-2">
        {again && (
          <Button variant="primary" onClick={() => location.reload()}>
            {again}
          </Button>
        )}
        <a href={home} className={buttonClass({ variant: again ? 'outline' : 'primary' })}>
          {t('home')}
        </a>
      </div>
    </div>
  )
}

function kindOf(error: unknown): Kind {
  const status = statusOf(error)
  if (status === 404) return 'notFound'
  if (status === 401 || status === 403) return 'forbidden'
  if (status === 503 || status === 429) return 'unavailable'
  if (typeof navigator !== 'undefined' && navigator.onLine === false) return 'offline'
  if (status === 502 || status === 504) return 'unreachable'
  return 'broken'
}

const statusOf = (error: unknown): number | null => (isRouteErrorResponse(error) ? error.status : null)

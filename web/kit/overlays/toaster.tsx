import { lazy, Suspense, useEffect, useState } from 'react'
import type { Flash } from '../page/flash.ts'
import { useVisit } from '../page/visit.ts'
import { Notice } from './notice.tsx'

const Toasts = lazy(() => import('./toasts.tsx'))

/**
 * Shows the notice that a redirect brought along. Its code is fetched when there is one; without script the notice
 * simply stands there.
 */
export function Toaster() {
  const { flash, formKey } = useVisit()
  const [latest, setLatest] = useState<{ flash: Flash; key: string }>()
  useEffect(() => {
    if (flash) setLatest({ flash, key: formKey })
  }, [flash, formKey])
  return (
    <>
      {flash && (
        // it lets clicks through and goes by itself: nobody could put it away
        <div className="without-script passing pointer-events-none fixed inset-x-4 bottom-4 z-50 mx-auto max-w-sm">
          <Notice {...flash} />
        </div>
      )}
      <Suspense>{latest && <Toasts latest={latest} />}</Suspense>
    </>
  )
}

import { lazy, Suspense, useEffect, useState } from 'react'
import type { Flash } from '../page/flash.ts'
import { useVisit } from '../page/visit.ts'
import { Notice } from './notice.tsx'

const Toasts = lazy(() => import('./toasts.tsx'))

/**
 * Shows the notice that came with a redirect. Its code is loaded when there is one; without script the notice is
 * static.
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
        // lets clicks through and disappears by itself, since it cannot be closed without script
        <div className="without-script passing pointer-events-none fixed inset-x-4 bottom-20 z-50 mx-auto max-w-sm">
          <Notice {...flash} />
        </div>
      )}
      <Suspense>{latest && <Toasts latest={latest} />}</Suspense>
    </>
  )
}

import { lazy, Suspense } from 'react'
import { useSessionOver } from '../page/log-in-state.ts'

const LogInDialog = lazy(() => import('./log-in-dialog.tsx'))

/** When the session is over: logging in over the page, which stays as it is. Its code is loaded then. */
export function LogInOver() {
  return <Suspense>{useSessionOver() && <LogInDialog />}</Suspense>
}

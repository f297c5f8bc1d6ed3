import { useNavigation } from 'react-router'

/** A thin progress bar at the top while the next page loads; appears after 200 ms, so that fast pages do not flash. */
export function NavigationProgress() {
  const busy = useNavigation().state !== 'idle'
  return <div aria-hidden className="navigation-progress" data-busy={busy || undefined} />
}

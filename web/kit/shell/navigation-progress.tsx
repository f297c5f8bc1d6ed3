import { useNavigation } from 'react-router'

/** A thin line at the top while the next page loads; it waits 200 ms, so that quick pages never flash it. */
export function NavigationProgress() {
  const busy = useNavigation().state !== 'idle'
  return <div aria-hidden className="navigation-progress" data-busy={busy || undefined} />
}

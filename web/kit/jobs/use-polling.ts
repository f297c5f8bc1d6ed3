import { useEffect, useEffectEvent } from 'react'

const firstMs = 1_500
const mostMs = 15_000
const growth = 1.4

/**
 * Polls while something is running, at growing intervals; pauses while the page is hidden and refreshes at once when it
 * is shown again.
 */
export function usePolling(running: boolean, look: () => void): void {
  const onLook = useEffectEvent(look)
  useEffect(() => {
    if (!running) return
    let waitMs = firstMs
    let timer: ReturnType<typeof setTimeout>
    const wait = () => {
      timer = setTimeout(() => {
        onLook()
        waitMs = Math.min(mostMs, waitMs * growth)
        wait()
      }, waitMs)
    }
    const onVisibility = () => {
      clearTimeout(timer)
      if (document.hidden) return
      onLook()
      waitMs = firstMs
      wait()
    }
    if (!document.hidden) wait()
    document.addEventListener('visibilitychange', onVisibility)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', onVisibility)
    }
  }, [running])
}

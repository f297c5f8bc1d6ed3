import { useEffect, useId, useRef } from 'react'
import { useBlocker } from 'react-router'
import { useTranslations } from 'use-intl'
import { Dialog } from '../overlays/dialog.tsx'
import { Button } from '../primitives/button.tsx'

/**
 * Inside a form: asks before the page is left with unsaved changes. Other views of the same page do not count as
 * leaving.
 */
export function UnsavedGuard() {
  const t = useTranslations('console.unsaved')
  const id = useId()
  const marker = useRef<HTMLSpanElement>(null)
  const clean = useRef<string>(undefined)
  const changed = () => marker.current !== null && textOf(marker.current.closest('form')!) !== clean.current
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => currentLocation.pathname !== nextLocation.pathname && changed(),
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: compares with the first render
  useEffect(() => {
    const form = marker.current!.closest('form')!
    // typed before the script had loaded: the initial state is unknown, so everything counts as changed
    clean.current = typed(form) ? undefined : textOf(form)
    const warn = (event: BeforeUnloadEvent) => {
      if (changed()) event.preventDefault()
    }
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [])
  useEffect(() => {
    if (blocker.state === 'blocked') (document.getElementById(id) as HTMLDialogElement).showModal()
  }, [blocker.state, id])
  return (
    <>
      <span ref={marker} hidden />
      <Dialog id={id} title={t('title')} onClose={() => blocker.state === 'blocked' && blocker.reset()}>
        <p className="text-ink-2">{t('text')}</p>
        <div className="mt-4 flex flex-wrap justify-end gap-2">
          <Button onClick={() => (document.getElementById(id) as HTMLDialogElement).close()}>{t('stay')}</Button>
          <Button variant="danger" onClick={() => blocker.proceed?.()}>
            {t('leave')}
          </Button>
        </div>
      </Dialog>
    </>
  )
}

/** Whether a text control differs from what the server sent. */
const typed = (form: HTMLFormElement): boolean =>
  [
    ...form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input:not([type]), input[type=text], textarea'),
  ].some(field => field.name !== '' && !field.name.startsWith('_') && field.value !== field.defaultValue)

/** All fields that would be sent, except keys that change with each response, and file fields, which script empties. */
const textOf = (form: HTMLFormElement): string =>
  JSON.stringify([...new FormData(form)].filter(([name, value]) => !name.startsWith('_') && typeof value === 'string'))

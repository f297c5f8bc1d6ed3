import clsx from 'clsx'
import { type MouseEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import type { FormProps } from 'react-router'
import { useTranslations } from 'use-intl'
import { isRefused } from '../forms/refused.ts'
import { SubmitButton, useSending, WriteForm } from '../forms/write-form.tsx'
import { Button } from '../primitives/button.tsx'
import { CloseIcon } from '../primitives/icons.tsx'

/**
 * Attributes of a button that opens or closes the dialog with this id. The browser handles them, so they work before
 * and without script; script handles them in browsers that do not know the command.
 */
export const dialogCommand = (id: string, command: 'show-modal' | 'close') => ({
  command,
  commandfor: id,
  onClick: ({ currentTarget }: MouseEvent<HTMLButtonElement>) => {
    if ('commandForElement' in currentTarget) return
    const dialog = document.getElementById(id) as HTMLDialogElement
    if (command === 'close') dialog.close()
    else dialog.showModal()
  },
})

/**
 * A modal dialog: the browser traps the focus, and Escape or a click outside closes it. Open it with a button with
 * `dialogCommand(id, 'show-modal')`. With `side` it is a full-height panel, for the details of a row.
 */
export function Dialog({
  id,
  title,
  side = false,
  wide = false,
  open,
  onClose,
  children,
}: {
  id: string
  title: ReactNode
  side?: boolean
  /** Wider, for a choice among many rather than a question. */
  wide?: boolean
  /** Open from the start, so that a refused form inside it is visible without script too. */
  open?: boolean
  onClose?: () => void
  children: ReactNode
}) {
  const t = useTranslations('console.dialog')
  const [startsOpen] = useState(open)
  return (
    <dialog
      id={id}
      open={startsOpen}
      onClose={onClose}
      closedby="any"
      aria-labelledby={`${id}-title`}
      className={clsx(
        'fade-in z-40 w-full border-line bg-surface text-ink shadow-overlay',
        side
          ? 'side-panel max-w-xl border-l'
          : clsx('m-auto rounded-2xl border max-sm:mb-4 max-sm:w-[calc(100vw-2rem)]', wide ? 'max-w-4xl' : 'max-w-md'),
      )}
    >
      <div className="flex items-start gap-3 px-5 pt-4">
        <h2 id={`${id}-title`} className="flex-1 pt-1 font-semibold text-lg">
          {title}
        </h2>
        <Button
          {...dialogCommand(id, 'close')}
          variant="quiet"
          label={t('close')}
          icon={<CloseIcon />}
          className="-mr-2"
        />
      </div>
      <div className="px-5 pt-2 pb-5">{children}</div>
    </dialog>
  )
}

/**
 * A button for an irreversible action: explains what will happen and asks for confirmation before it submits the form.
 * `children` are further fields, for example a reason. `name` and `result` as in `WriteForm`.
 */
export function ConfirmDialog({
  button,
  title,
  text,
  confirm,
  result,
  tone = 'danger',
  size,
  children,
  ...form
}: Omit<FormProps, 'children'> & {
  button: ReactNode
  title: ReactNode
  text: ReactNode
  confirm: ReactNode
  name: string
  result?: unknown
  /** `primary`: it cannot be undone either, but it is what the page is for. */
  tone?: 'danger' | 'primary' | 'outline'
  size?: 'sm'
  children?: ReactNode
}) {
  const id = useId()
  const t = useTranslations('console.dialog')
  return (
    <>
      <Button variant={tone} {...(size && { size })} {...dialogCommand(id, 'show-modal')}>
        {button}
      </Button>
      <Dialog id={id} title={title} open={isRefused(result) && result.formName === form.name}>
        <WriteForm result={result} {...form}>
          <CloseWhenDone dialog={id} />
          <div className="text-ink-2">{text}</div>
          {children}
          <div className="flex flex-wrap justify-end gap-2">
            <Button {...dialogCommand(id, 'close')}>{t('cancel')}</Button>
            <SubmitButton variant={tone === 'danger' ? 'danger' : 'primary'}>{confirm}</SubmitButton>
          </div>
        </WriteForm>
      </Dialog>
    </>
  )
}

/** Closes the dialog around a form once it was submitted without a refusal: with script the page does not reload. */
function CloseWhenDone({ dialog }: { dialog: string }) {
  const { sent, refused } = useSending()
  const sending = useRef(false)
  useEffect(() => {
    if (!sent && sending.current && !refused) (document.getElementById(dialog) as HTMLDialogElement).close()
    sending.current = sent !== undefined
  }, [sent, refused, dialog])
  return null
}

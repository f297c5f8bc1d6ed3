import { Bold, Heading, Italic, List, ListOrdered, Redo2, Undo2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useHydrated } from '../page/hydrated.ts'
import { Button } from '../primitives/button.tsx'
import { useControl } from './field.tsx'
import { box, Textarea } from './inputs.tsx'

/** The browser's built-in editing commands: enough for headings, emphasis and lists, without extra code. */
const commands = [
  { key: 'bold', icon: Bold, command: 'bold' },
  { key: 'italic', icon: Italic, command: 'italic' },
  { key: 'heading', icon: Heading, command: 'formatBlock' },
  { key: 'bullets', icon: List, command: 'insertUnorderedList' },
  { key: 'numbers', icon: ListOrdered, command: 'insertOrderedList' },
  { key: 'undo', icon: Undo2, command: 'undo' },
  { key: 'redo', icon: Redo2, command: 'redo' },
] as const

/**
 * A single paragraph has no tag of its own; without one the server would read it as plain text and show its entities.
 */
const asHtml = (inner: string): string => (inner === '' || inner.includes('<') ? inner : `<p>${inner}</p>`)

/**
 * An editor for text with headings, emphasis and lists, inside a `Field`; the form sends HTML. Pasted content becomes
 * plain text. Without script it is a textarea for text or HTML. The server sanitizes what it receives: do not rely on
 * anything here.
 *
 * The server renders it at its full height, so that nothing below it moves under a pointer when the script starts. It
 * takes text only from then on: what was typed earlier would be lost.
 */
export function RichText({ html, label }: { html: string; label: string }) {
  const t = useTranslations('console.editor')
  const hydrated = useHydrated()
  const { id, name, defaultValue = html, ...described } = useControl<{ defaultValue?: string }>({})
  const editor = useRef<HTMLDivElement>(null)
  const [written, setWritten] = useState(defaultValue)
  const [initial] = useState({ __html: defaultValue })
  const writable = hydrated && {
    id,
    role: 'textbox',
    tabIndex: 0,
    'aria-label': label,
    'aria-multiline': true,
    contentEditable: true,
    ...described,
  }
  const run = (command: string) => {
    editor.current!.focus()
    // of the commands, only `formatBlock` takes a value
    document.execCommand(command, false, document.queryCommandValue('formatBlock') === 'h2' ? 'p' : 'h2')
  }
  return (
    <>
      <div
        className={`${box} needs-script overflow-clip focus-within:border-ring`}
        aria-invalid={described['aria-invalid']}
      >
        <div role="toolbar" aria-label={t('toolbar')} className="flex flex-wrap gap-0.5 border-line border-b p-1">
          {commands.map(({ key, icon: Icon, command }) => (
            <Button
              key={key}
              variant="quiet"
              size="sm"
              label={t(key)}
              icon={<Icon size={15} />}
              onMouseDown={event => event.preventDefault()}
              onClick={() => run(command)}
            />
          ))}
        </div>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: a text box as soon as it takes text */}
        <div
          ref={editor}
          {...writable}
          suppressContentEditableWarning
          onFocus={() => document.execCommand('defaultParagraphSeparator', false, 'p')}
          onInput={event => setWritten(asHtml(event.currentTarget.innerHTML))}
          onPaste={event => {
            event.preventDefault()
            document.execCommand('insertText', false, event.clipboardData.getData('text/plain'))
          }}
          // biome-ignore lint/security/noDangerouslySetInnerHtml: the server renders only what it sanitized when it was saved
          dangerouslySetInnerHTML={hydrated ? initial : { __html: html }}
          className="prose min-h-36 px-3 py-2 outline-none"
        />
      </div>
      {hydrated ? (
        <input type="hidden" name={name} value={written} />
      ) : (
        <Textarea className="without-script" defaultValue={html} rows={7} />
      )}
    </>
  )
}

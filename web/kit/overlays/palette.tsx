import { Autocomplete } from '@base-ui/react/autocomplete'
import { useEffect, useRef, useState } from 'react'
import { useFetcher, useNavigate } from 'react-router'
import { useTranslations } from 'use-intl'
import { SearchIcon } from '../primitives/icons.tsx'

export type Command = {
  to: string
  label: string
  group: string
  /** Tells it apart from others with the same name. */
  text?: string | undefined
}

/** A page that searches by `?q=`, and how the palette shows its loader's data. */
export type Search = { page: string; label: string; hitsOf: (loaded: never) => Command[] }

/** The open palette: typing, arrow keys, Enter. Pages come first: what is typed for them is short, and things match it by chance. */
export default function Palette({
  commands,
  search,
  onClose,
}: {
  commands: readonly Command[]
  search: Search | undefined
  onClose: () => void
}) {
  const [text, setText] = useState('')
  const found = useFound(search, text.trim())
  const { contains } = Autocomplete.useFilter()
  const dialog = useRef<HTMLDialogElement>(null)
  const navigate = useNavigate()
  const t = useTranslations('console.palette')
  useEffect(() => dialog.current!.showModal(), [])
  const groups = [...Map.groupBy([...commands, ...found], ({ group }) => group)].map(([value, items]) => ({
    value,
    items,
  }))
  const go = ({ to }: Command) => {
    onClose()
    navigate(to)
  }
  return (
    <dialog
      ref={dialog}
      closedby="any"
      onClose={onClose}
      aria-label={t('open')}
      className="fade-in mx-auto mt-[12vh] w-[calc(100vw-2rem)] max-w-lg rounded-2xl border border-line bg-surface text-ink shadow-overlay"
    >
      <Autocomplete.Root
        open
        inline
        items={groups}
        autoHighlight="always"
        value={text}
        onValueChange={setText}
        filter={(item: Command, query) => found.includes(item) || contains(item.label, query)}
        itemToStringValue={(item: Command) => item.label}
      >
        <div className="flex items-center gap-3 border-line border-b px-4">
          <SearchIcon className="text-ink-3" />
          <Autocomplete.Input
            aria-label={t('open')}
            placeholder={t('placeholder')}
            className="h-12 flex-1 bg-transparent text-md outline-none"
          />
        </div>
        <Autocomplete.Empty className="px-4 py-8 text-center text-ink-3 empty:hidden">
          {t('nothing')}
        </Autocomplete.Empty>
        <Autocomplete.List className="max-h-[50vh] overflow-y-auto overscroll-contain p-1.5 empty:hidden">
          {(group: { value: string; items: Command[] }) => (
            <Autocomplete.Group key={group.value} items={group.items}>
              <Autocomplete.GroupLabel className="px-2.5 pt-2 pb-1 text-ink-3 text-xs">
                {group.value}
              </Autocomplete.GroupLabel>
              <Autocomplete.Collection>
                {(command: Command) => (
                  <Autocomplete.Item
                    key={command.to}
                    value={command}
                    onClick={() => go(command)}
                    className="flex h-9 cursor-pointer items-center gap-3 rounded-lg px-2.5 text-sm outline-none data-highlighted:bg-surface-2"
                  >
                    <span className="min-w-0 flex-1 truncate">{command.label}</span>
                    {command.text && <span className="max-w-1/2 truncate text-ink-3 text-xs">{command.text}</span>}
                  </Autocomplete.Item>
                )}
              </Autocomplete.Collection>
            </Autocomplete.Group>
          )}
        </Autocomplete.List>
      </Autocomplete.Root>
    </dialog>
  )
}

/** Pause in typing before a search starts, in milliseconds. */
const pauseMs = 150

/**
 * Search results for a text of two letters or more, and a link to all of them; keeps the previous results until new
 * ones arrive.
 */
function useFound(search: Search | undefined, text: string): Command[] {
  const t = useTranslations('console.palette')
  const { load, data } = useFetcher()
  const to = search && text.length > 1 ? `${search.page}?${new URLSearchParams({ q: text })}` : null
  useEffect(() => {
    if (!to) return
    const timer = setTimeout(() => load(to), pauseMs)
    return () => clearTimeout(timer)
  }, [to, load])
  if (!search || !to) return []
  return [...(data ? search.hitsOf(data as never) : []), { to, label: t('searchFor', { text }), group: search.label }]
}

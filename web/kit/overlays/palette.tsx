import { Autocomplete } from '@base-ui/react/autocomplete'
import { useEffect, useRef } from 'react'
import { useNavigate } from 'react-router'
import { useTranslations } from 'use-intl'
import { SearchIcon } from '../primitives/icons.tsx'
import type { Command } from './command-palette.tsx'

/** The open palette: type, arrow keys, Enter. */
export default function Palette({ commands, onClose }: { commands: readonly Command[]; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const navigate = useNavigate()
  const t = useTranslations('kit.palette')
  useEffect(() => dialog.current!.showModal(), [])
  const groups = [...new Set(commands.map(({ group }) => group))].map(group => ({
    value: group,
    items: commands.filter(command => command.group === group),
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
                    className="flex h-9 cursor-pointer items-center rounded-lg px-2.5 text-sm outline-none data-highlighted:bg-surface-2"
                  >
                    {command.label}
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

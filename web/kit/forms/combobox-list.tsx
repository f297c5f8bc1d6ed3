import { Combobox as Base } from '@base-ui/react/combobox'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { CheckIcon, ChevronDownIcon, CloseIcon } from '../primitives/icons.tsx'
import { box } from './inputs.tsx'

export type Option = { value: string; label: string }

/** The field and its list; see `Combobox`. */
export default function ComboboxList({
  options,
  onChoose,
  defaultValue,
  name,
  placeholder,
  ...rest
}: {
  options: readonly Option[]
  onChoose?: ((option: Option) => void) | undefined
  defaultValue?: string | undefined
  name?: string | undefined
  placeholder?: string | undefined
  id?: string
}) {
  const t = useTranslations('kit.forms')
  const [chosen, setChosen] = useState<Option | null>(() => options.find(each => each.value === defaultValue) ?? null)
  const change = (option: Option | null) => {
    if (!onChoose) return setChosen(option)
    if (option) onChoose(option)
  }
  return (
    <Base.Root items={options} value={chosen} onValueChange={change} {...(name && { name })} autoHighlight>
      <Base.InputGroup className="relative flex w-full items-center">
        <Base.Input placeholder={placeholder ?? t('choose')} {...rest} className={`${box} h-(--control) pr-14 pl-3`} />
        {chosen && (
          <Base.Clear aria-label={t('clear')} className="absolute right-7 grid size-6 place-items-center text-ink-3">
            <CloseIcon size={14} />
          </Base.Clear>
        )}
        <Base.Trigger aria-label={t('open')} className="absolute right-1 grid size-6 place-items-center text-ink-3">
          <ChevronDownIcon size={16} />
        </Base.Trigger>
      </Base.InputGroup>
      <Base.Portal>
        <Base.Positioner sideOffset={4} className="z-40">
          <Base.Popup className="w-(--anchor-width) min-w-44 rounded-xl border border-line bg-surface text-ink text-sm shadow-overlay">
            <Base.Empty className="px-3 py-4 text-ink-3 empty:hidden">{t('nothing')}</Base.Empty>
            <Base.List className="max-h-72 overflow-y-auto overscroll-contain p-1 empty:hidden">
              {(option: Option) => (
                <Base.Item
                  key={option.value}
                  value={option}
                  className="flex min-h-8 cursor-pointer items-center justify-between gap-2 rounded-lg px-2.5 py-1 outline-none pointer-coarse:min-h-11 data-highlighted:bg-surface-2"
                >
                  {option.label}
                  <Base.ItemIndicator>
                    <CheckIcon size={14} />
                  </Base.ItemIndicator>
                </Base.Item>
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

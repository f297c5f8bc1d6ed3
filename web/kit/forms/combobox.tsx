import { lazy, Suspense } from 'react'
import { useTranslations } from 'use-intl'
import { useHydrated } from '../page/hydrated.ts'
import { useControl } from './field.tsx'
import { Select } from './inputs.tsx'

const List = lazy(() => import('./combobox-list.tsx'))

export type Option = { value: string; label: string }

/**
 * One of many, found by typing. Inside a `Field` it is the form's; with `onChoose` it is a button that takes things
 * from a list, and stays empty. Without script, and until its code is there, it is the device's own list.
 */
export function Combobox({
  options,
  onChoose,
  ...rest
}: {
  options: readonly Option[]
  defaultValue?: string | undefined
  placeholder?: string
  'aria-label'?: string
  onChoose?: (option: Option) => void
}) {
  const t = useTranslations('kit.forms')
  const hydrated = useHydrated()
  const control = useControl(rest)
  const plain = (
    <Select {...rest}>
      <option value="">{rest.placeholder ?? t('choose')}</option>
      {options.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </Select>
  )
  if (!hydrated) return plain
  return (
    <Suspense fallback={plain}>
      <List options={options} onChoose={onChoose} {...control} />
    </Suspense>
  )
}

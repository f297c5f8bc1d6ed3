import { lazy, Suspense } from 'react'
import { useTranslations } from 'use-intl'
import { useHydrated } from '../page/hydrated.ts'
import type { Option } from './combobox-list.tsx'
import { useControl } from './field.tsx'
import { Select } from './inputs.tsx'

const List = lazy(() => import('./combobox-list.tsx'))

/**
 * A select that is searched by typing. Inside a `Field` it is a field of the form; with `onChoose` it is a button that
 * adds items from a list and stays empty. Without script, and until its code has loaded, it is the browser's own
 * select.
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

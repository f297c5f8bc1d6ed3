import { useTranslations } from 'use-intl'
import type { Viewer } from '#app/web-context.ts'
import { DropdownLabel, DropdownSeparator, dropdownItem } from '../overlays/dropdown.tsx'
import { storePath } from '../page/store-path.ts'
import { CheckIcon } from '../primitives/icons.tsx'
import { StoreMark } from '../primitives/store-mark.tsx'

/** The stores the user works for; each has its own addresses. Not shown when there is only one. */
export function StoreSwitch({ viewer }: { viewer: Extract<Viewer, { kind: 'user' }> }) {
  const t = useTranslations('kit.shell')
  if (viewer.stores.length < 2) return null
  return (
    <>
      <DropdownSeparator />
      <DropdownLabel>{t('switchStore')}</DropdownLabel>
      {viewer.stores.map(({ id, slug, name }) => (
        <a key={id} href={storePath(slug)} aria-current={id === viewer.storeId || undefined} className={dropdownItem}>
          <StoreMark name={name} />
          <span className="flex-1 truncate">{name}</span>
          {id === viewer.storeId && <CheckIcon size={16} className="text-brand" />}
        </a>
      ))}
    </>
  )
}

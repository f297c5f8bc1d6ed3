import { useTranslations } from 'use-intl'
import type { Viewer } from '#app/web-context.ts'
import { DropdownLabel, DropdownSeparator, dropdownItem } from '../overlays/dropdown.tsx'
import { CheckIcon } from '../primitives/icons.tsx'
import { StoreMark } from '../primitives/store-mark.tsx'

/** The stores the user works for; choosing one switches the session to it. Not shown when there is only one. */
export function StoreSwitch({ viewer }: { viewer: Extract<Viewer, { kind: 'user' }> }) {
  const t = useTranslations('kit.shell')
  if (viewer.stores.length < 2) return null
  return (
    <form method="post" action="/account/store">
      <DropdownSeparator />
      <DropdownLabel>{t('switchStore')}</DropdownLabel>
      {viewer.stores.map(({ id, name }) => (
        <button
          key={id}
          type="submit"
          name="store"
          value={id}
          aria-current={id === viewer.storeId || undefined}
          className={dropdownItem}
        >
          <StoreMark name={name} />
          <span className="flex-1 truncate">{name}</span>
          {id === viewer.storeId && <CheckIcon size={16} className="text-brand" />}
        </button>
      ))}
    </form>
  )
}

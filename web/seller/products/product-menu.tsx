import { Copy, Ellipsis, ExternalLink, PackageMinus, PackagePlus, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { Form } from 'react-router'
import { useTranslations } from 'use-intl'
import { formField } from '../../kit/forms/refused.ts'
import { KeyField } from '../../kit/forms/write-form.tsx'
import { Dropdown, DropdownSeparator, dropdownItem } from '../../kit/overlays/dropdown.tsx'
import type { ProductRow } from './product-row.tsx'

/** What can be done with a product from the list. */
export function ProductMenu({ product }: { product: ProductRow }) {
  const t = useTranslations('seller.products')
  const { id, state } = product
  const title = product.title || t('untitled')
  const online = state === 'online'
  return (
    <Dropdown
      button={<Ellipsis size={16} aria-hidden />}
      buttonProps={{
        'aria-label': t('menu', { title }),
        className:
          'relative z-1 inline-grid size-8 place-items-center rounded-lg text-ink-2 pointer-coarse:size-11 hover:bg-surface-2',
      }}
      className="font-normal"
    >
      {!product.taken_down && (
        <Act name={online ? 'unlist' : 'publish'} product={id}>
          {online ? <PackageMinus size={15} aria-hidden /> : <PackagePlus size={15} aria-hidden />}
          {t(online ? 'unlist' : 'publish')}
        </Act>
      )}
      <Act name="duplicate" product={id}>
        <Copy size={15} aria-hidden />
        {t('duplicate')}
      </Act>
      {online && (
        <a href={`/p/${id}`} target="_blank" rel="noreferrer" className={dropdownItem}>
          <ExternalLink size={15} aria-hidden />
          {t('view')}
        </a>
      )}
      {state === 'draft' && (
        <>
          <DropdownSeparator />
          <Act name="delete" product={id} ask={t('deleteText', { title })}>
            <Trash2 size={15} aria-hidden />
            {t('delete')}
          </Act>
        </>
      )}
    </Dropdown>
  )
}

type ActProps = { readonly name: string; readonly product: string; readonly ask?: string; readonly children: ReactNode }

/** `ask`: a question before it is done, which needs script; without it, the product's own page asks. */
function Act({ name, product, ask, children }: ActProps) {
  return (
    <Form
      method="post"
      preventScrollReset
      className={ask && 'needs-script'}
      onSubmit={event => ask && !window.confirm(ask) && event.preventDefault()}
    >
      <KeyField />
      <input type="hidden" name={formField} value={name} />
      <input type="hidden" name="product" value={product} />
      <button type="submit" className={`${dropdownItem} ${ask ? 'text-bad' : ''}`}>
        {children}
      </button>
    </Form>
  )
}

import { Copy, ExternalLink, PackageMinus, PackagePlus, Trash2 } from 'lucide-react'
import { useSubmit } from 'react-router'
import { useTranslations } from 'use-intl'
import { formField, keyField } from '../../kit/forms/refused.ts'
import { Menu, MenuItem, MenuSeparator } from '../../kit/overlays/menu.tsx'
import { useVisit } from '../../kit/page/visit.ts'
import type { ProductRow } from './product-row.tsx'

/** What can be done with a product from the list. It needs script; the product's page has all of it without. */
export function ProductMenu({ product }: { product: ProductRow }) {
  const t = useTranslations('seller.products')
  const submit = useSubmit()
  const { formKey } = useVisit()
  const { id, title, state } = product
  const run = (act: string) =>
    submit(
      { [keyField]: `${formKey}${act}${id}`, [formField]: act, product: id },
      { method: 'post', preventScrollReset: true },
    )
  const online = state === 'online'
  return (
    <Menu label={t('menu', { title: title || t('untitled') })}>
      {!product.taken_down && (
        <MenuItem
          icon={online ? <PackageMinus size={15} /> : <PackagePlus size={15} />}
          onSelect={() => run(online ? 'unlist' : 'publish')}
        >
          {t(online ? 'unlist' : 'publish')}
        </MenuItem>
      )}
      <MenuItem icon={<Copy size={15} />} onSelect={() => run('duplicate')}>
        {t('duplicate')}
      </MenuItem>
      {online && (
        <MenuItem icon={<ExternalLink size={15} />} onSelect={() => window.open(`/p/${id}`, '_blank')}>
          {t('view')}
        </MenuItem>
      )}
      {state === 'draft' && (
        <>
          <MenuSeparator />
          <MenuItem
            danger
            icon={<Trash2 size={15} />}
            onSelect={() => window.confirm(t('deleteText', { title: title || t('untitled') })) && run('delete')}
          >
            {t('delete')}
          </MenuItem>
        </>
      )}
    </Menu>
  )
}

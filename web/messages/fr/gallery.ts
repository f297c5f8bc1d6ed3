import type { Translated } from '../../kit/i18n.tsx'
import type en from '../en/gallery.ts'

export default {
  name: 'Kit',
  title: 'Le kit',
  text: 'Chaque élément dans ses états, en {locale}.',
  shop: 'Boutique',
  primary: 'Action principale',
} as const satisfies Translated<typeof en>

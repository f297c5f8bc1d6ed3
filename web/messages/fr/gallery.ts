import type { Translated } from '../../kit/i18n.tsx'
import type en from '../en/gallery.ts'

export default {
  name: 'Kit',
  title: 'Système de design',
  text: 'Chaque composant dans ses différents états, en {locale}.',
  shop: 'Boutique',
  primary: 'Action principale',
} as const satisfies Translated<typeof en>

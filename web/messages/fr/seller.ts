import type { Translated } from '../../kit/i18n.tsx'
import type en from '../en/seller.ts'

export default {
  name: 'Espace vendeur',
  nav: { home: 'Accueil' },
  home: { title: 'Accueil' },
} as const satisfies Translated<typeof en>

import type { Translated } from '../../kit/i18n.tsx'
import type en from '../en/ops.ts'

export default {
  name: 'Console d’exploitation',
  nav: { home: 'Accueil' },
  home: { title: 'Accueil' },
} as const satisfies Translated<typeof en>

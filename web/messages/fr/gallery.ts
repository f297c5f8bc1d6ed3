import type { Translated } from '../../kit/i18n.tsx'
import type en from '../en/gallery.ts'

export default {
  name: 'Kit',
  title: 'Le kit',
} as const satisfies Translated<typeof en>

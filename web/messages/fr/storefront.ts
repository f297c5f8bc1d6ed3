import type { Translated } from '../../kit/i18n.tsx'
import type en from '../en/storefront.ts'

export default {
  shell: {
    prefs: 'Langue et thème',
    announcement: 'Annonce',
    welcome: 'Des vendeurs indépendants de toute l’Europe, une seule place.',
    cart: 'Panier',
    cartWith: '{count, plural, one {Panier, # article} other {Panier, # articles}}',
    account: 'Votre compte',
    orders: 'Vos commandes',
    sell: 'Vendre sur Fondaco',
    footer: 'Plusieurs vendeurs, une seule place.',
  },
  product: { from: 'dès', now: 'Maintenant', before: 'Avant' },
  home: { title: 'Fondaco', heading: 'Plusieurs vendeurs, une seule place' },
} as const satisfies Translated<typeof en>

/** Texts of the gallery, where the kit is looked at. Its sample data stays English. */
export default {
  name: 'Kit',
  title: 'Design system',
  text: 'Every component in its states, in {locale}.',
  shop: 'Storefront',
  primary: 'Primary action',
} as const

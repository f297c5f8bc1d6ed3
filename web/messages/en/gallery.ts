/** Texts of the gallery of the design system. Its sample data stay English. */
export default {
  name: 'Kit',
  title: 'Design system',
  text: 'Every component in its states, in {locale}.',
  shop: 'Storefront',
  primary: 'Primary action',
} as const

/** Texts of the storefront. */
export default {
  shell: {
    prefs: 'Language and theme',
    announcement: 'Announcement',
    welcome: 'Independent sellers from all over Europe, one market.',
    cart: 'Cart',
    cartWith: '{count, plural, one {Cart, # thing} other {Cart, # things}}',
    account: 'Your account',
    orders: 'Your orders',
    sell: 'Sell on Fondaco',
    footer: 'Many sellers, one market.',
  },
  product: { from: 'from', now: 'Now', before: 'Before' },
  home: { title: 'Fondaco', heading: 'Many sellers, one market' },
} as const

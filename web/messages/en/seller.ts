/** Texts of the seller center. */
export default {
  name: 'Seller center',
  nav: { home: 'Home' },
  home: { title: 'Home' },
} as const

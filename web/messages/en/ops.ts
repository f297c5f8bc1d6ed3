/** Texts of the ops console. */
export default {
  name: 'Ops console',
  nav: { home: 'Home' },
  home: { title: 'Home' },
} as const

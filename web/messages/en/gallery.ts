/** Texts of the gallery, where the kit is looked at. */
export default {
  name: 'Kit',
  title: 'The kit',
} as const

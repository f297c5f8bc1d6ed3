/** The colors of demo products: the CSS color of swatch and picture, and the market's color. */
export const colors = {
  Terracotta: { css: '#b8694c', key: 'orange' },
  Moss: { css: '#74814f', key: 'khaki' },
  Sand: { css: '#d3ba92', key: 'beige' },
  Ink: { css: '#34456e', key: 'navy' },
  Plum: { css: '#75456a', key: 'purple' },
  Ochre: { css: '#d19b3d', key: 'yellow' },
  Sky: { css: '#7eaacb', key: 'blue' },
  Rose: { css: '#d98a96', key: 'pink' },
  Charcoal: { css: '#4a4b52', key: 'gray' },
  Forest: { css: '#2f6a52', key: 'green' },
  Cherry: { css: '#b52f3f', key: 'red' },
  Petrol: { css: '#1f6b78', key: 'turquoise' },
  Lilac: { css: '#a38fc6', key: 'purple' },
  Chestnut: { css: '#7d4f38', key: 'brown' },
} as const
export type Color = keyof typeof colors

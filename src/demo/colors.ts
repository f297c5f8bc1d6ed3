/** The colors of the demo's goods: what the swatch shows and what pictures are dyed to. */
export const colors = {
  Terracotta: '#b8694c',
  Moss: '#74814f',
  Sand: '#d3ba92',
  Ink: '#34456e',
  Plum: '#75456a',
  Ochre: '#d19b3d',
  Sky: '#7eaacb',
  Rose: '#d98a96',
  Charcoal: '#4a4b52',
  Forest: '#2f6a52',
  Cherry: '#b52f3f',
  Petrol: '#1f6b78',
  Lilac: '#a38fc6',
  Chestnut: '#7d4f38',
} as const
export type Color = keyof typeof colors

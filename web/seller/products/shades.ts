import { noShade } from './variant-matrix.ts'

/** A shade for each of the market's colors to start with: muted, as goods are, not the pure colors of screens. */
const shades: Readonly<Record<string, string>> = {
  black: '#1f1f21',
  white: '#fafaf7',
  gray: '#8b8d91',
  beige: '#d9c8ab',
  brown: '#6f4a32',
  red: '#b8322d',
  burgundy: '#6b1f33',
  orange: '#d9752b',
  yellow: '#e6c242',
  green: '#4c7f51',
  khaki: '#7d7a55',
  turquoise: '#3fa6a4',
  blue: '#3a6ea5',
  navy: '#232f4b',
  purple: '#6f4c8b',
  pink: '#dc96a8',
  gold: '#c5a253',
  silver: '#c2c5c9',
}

/** Names that sellers give their colors, in English and French. */
const named: Readonly<Record<string, string>> = {
  anthracite: '#383b3e',
  blush: '#e8c2bd',
  bordeaux: '#6b1f33',
  charcoal: '#3d4043',
  coral: '#e57a62',
  cream: '#f3ead7',
  crème: '#f3ead7',
  ecru: '#e8dfca',
  écru: '#e8dfca',
  'burnt sienna': '#a5543a',
  ivory: '#f5f1e4',
  ivoire: '#f5f1e4',
  lavender: '#b3a5cf',
  lavande: '#b3a5cf',
  marine: '#232f4b',
  mint: '#a9d3bf',
  menthe: '#a9d3bf',
  mustard: '#c99a34',
  moutarde: '#c99a34',
  navy: '#232f4b',
  ochre: '#b9843c',
  ocre: '#b9843c',
  olive: '#69693f',
  petrol: '#24555f',
  pétrole: '#24555f',
  rust: '#9c4a2c',
  rouille: '#9c4a2c',
  sage: '#9aa88a',
  sauge: '#9aa88a',
  sand: '#d3bf9f',
  sable: '#d3bf9f',
  sky: '#8bb8d6',
  ciel: '#8bb8d6',
  terracotta: '#b5613f',
}

export const shadeOf = (colorKey: string): string => shades[colorKey] ?? noShade

/** The color renamed: a known name brings its shade, unless the seller chose one. */
export function renamed<C extends { name: string; color_key: string | null; color: string }>(
  color: C,
  name: string,
): C {
  const untouched = [shadeOf(color.color_key ?? ''), named[color.name.toLowerCase()]].includes(color.color)
  const shade = named[name.trim().toLowerCase()] ?? shadeOf(color.color_key ?? '')
  return { ...color, name, ...(untouched && { color: shade }) }
}

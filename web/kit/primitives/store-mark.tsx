import clsx from 'clsx'

/** A store's or person's avatar: its picture, or two letters on a color derived from the name. */
export function StoreMark({
  name,
  picture,
  size = 24,
  round = false,
}: {
  name: string
  picture?: string
  size?: number
  round?: boolean
}) {
  const shape = clsx('shrink-0 select-none', round ? 'rounded-full' : 'rounded-[27%]')
  if (picture)
    return <img src={picture} alt="" width={size} height={size} className={clsx(shape, 'bg-mat object-cover')} />
  return (
    <span
      aria-hidden
      className={clsx(shape, 'grid place-items-center font-semibold')}
      style={{
        width: size,
        height: size,
        fontSize: Math.round(size * 0.42),
        lineHeight: 1,
        background: `light-dark(oklch(91% 0.05 ${hueOf(name)}), oklch(35% 0.06 ${hueOf(name)}))`,
        color: `light-dark(oklch(36% 0.09 ${hueOf(name)}), oklch(90% 0.06 ${hueOf(name)}))`,
      }}
    >
      {initials(name)}
    </span>
  )
}

/** The first letters of the first two words that start with a letter: "Kiln & Co" gives KC. */
const initials = (name: string): string =>
  name
    .split(/[\s-]+/)
    .filter(word => /^[\p{L}\p{N}]/u.test(word))
    .slice(0, 2)
    .map(word => [...word][0]!.toUpperCase())
    .join('')

const hueOf = (name: string): number => [...name].reduce((hue, letter) => (hue * 31 + letter.codePointAt(0)!) % 360, 7)

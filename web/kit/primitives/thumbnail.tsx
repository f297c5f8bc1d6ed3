import clsx from 'clsx'

const sizes = { 36: 'size-9', 40: 'size-10', 44: 'size-11', 52: 'size-13', 56: 'size-14', 72: 'size-18' }

/** The small square picture next to a product's title, which describes it. Size in CSS pixels. */
export function Thumbnail({ src, size, lazy = false }: { src: string; size: keyof typeof sizes; lazy?: boolean }) {
  return (
    <img
      src={src}
      alt=""
      width={size}
      height={size}
      loading={lazy ? 'lazy' : undefined}
      className={clsx(sizes[size], 'shrink-0 rounded-lg bg-mat object-cover')}
    />
  )
}

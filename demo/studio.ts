import { fileURLToPath } from 'node:url'
import type { SharpOptions } from 'sharp'
import { type Color, colors } from '#demo/colors.ts'

/** A picture to draw. */
export type Shot = {
  /** Code point of the drawing. */
  readonly emoji: string
  /** The color it is dyed with; undyed when null. */
  readonly color: Color | null
  /** Seen from above instead of from the front. */
  readonly lies: boolean
  /** The other view: mirrored, on a darker backdrop, and as a pair if two fit. */
  readonly second: boolean
  readonly backdrop: readonly [hue: number, saturation: number]
}

export const pictureSidePx = 1_200
/** Drawings are 256 px wide; they blur when enlarged beyond this. */
const thingPx = 660
/** Where products are placed. */
const floorPx = 925
/** Two are placed side by side when one is not wider than this, as a share of the space. */
const pairWidth = 0.84
/** Pictures drawn at the same time: sharp's threads work while the next ones are prepared. */
const atOnce = 2

/**
 * Draws pictures in one style: paper backdrop, soft shadow, the product in the center. `keep` gets them as WebP like
 * those of `readPicture`, without an upload.
 */
export async function takePictures<S extends Shot>(
  shots: readonly S[],
  keep: (shot: S, webp: Buffer) => Promise<void>,
): Promise<void> {
  const { default: sharp } = await import('sharp') // loaded here: 40 ms that no other command should pay
  const studio = new Studio(sharp)
  const threads = sharp.concurrency()
  sharp.concurrency(1) // more threads per picture cost a quarter more CPU and gain nothing next to two others
  try {
    const waiting = shots.values()
    const hand = async () => {
      for (const shot of waiting) await keep(shot, await studio.take(shot))
    }
    await Promise.all(Array.from({ length: atOnce }, hand))
  } finally {
    sharp.concurrency(threads)
  }
}

type Pixels = { readonly data: Buffer; readonly width: number; readonly height: number }
type Layer = Pixels & { readonly left: number; readonly top: number }
/** A drawing without its margin; for each pixel, its brightness relative to the average and how much dye it takes. */
type Drawing = Pixels & { readonly light: Float32Array; readonly share: Float32Array }

class Studio {
  readonly #sharp: typeof import('sharp').default
  readonly #svgs = new Map<string, Promise<Pixels>>()
  readonly #drawings = new Map<string, Promise<Drawing>>()

  constructor(sharp: typeof import('sharp').default) {
    this.#sharp = sharp
  }

  async take(shot: Shot): Promise<Buffer> {
    const [backdrop, layers] = await Promise.all([
      this.#drawn(shot.lies ? tableSvg(shot) : roomSvg(shot)),
      shot.lies ? this.#fromAbove(shot) : this.#onTheFloor(shot),
    ])
    const picture = { ...backdrop, data: Buffer.from(backdrop.data) }
    for (const layer of layers) lay(picture, layer)
    // effort 0: files a third larger than the default's for a quarter of the CPU
    return this.#sharp(picture.data, rawOf(picture)).removeAlpha().webp({ quality: 86, effort: 0 }).toBuffer()
  }

  /** Lying on paper, lit from the upper left: its own outline at a quarter of the resolution is the shadow. */
  async #fromAbove(shot: Shot): Promise<Layer[]> {
    const thing = await this.#thing(shot, shot.second ? 0.86 : 1)
    const margin = 24
    const small = { width: Math.round(thing.width / 4), height: Math.round(thing.height / 4) }
    const canvas = { width: small.width + 2 * margin, height: small.height + 2 * margin }
    const outline = await this.#sharp(thing.data, rawOf(thing))
      .resize(small.width, small.height)
      .extend({ top: margin, bottom: margin, left: margin, right: margin, background: '#0000' })
      .blur(7)
      .linear([0, 0, 0, 0.42], [...shade, 0])
      .raw()
      .toBuffer()
    const shadow = { width: canvas.width * 4, height: canvas.height * 4 }
    const data = await this.#sharp(outline, rawOf(canvas))
      .resize(shadow.width, shadow.height, { kernel: 'linear' })
      .raw()
      .toBuffer()
    const left = Math.round((pictureSidePx - thing.width) / 2)
    const top = Math.round((pictureSidePx - thing.height) / 2)
    return [
      { ...shadow, data, left: left - 4 * margin + 22, top: top - 4 * margin + 38 },
      { ...thing, left, top },
    ]
  }

  async #onTheFloor(shot: Shot): Promise<Layer[]> {
    const { width, height } = await this.#drawing(shot.emoji)
    if (!shot.second || width > height * pairWidth) return this.#standing(await this.#thing(shot, 1), 0.5, floorPx)
    const [back, front] = await Promise.all([this.#thing({ ...shot, second: false }, 0.66), this.#thing(shot, 0.8)])
    return [...(await this.#standing(back, 0.3, floorPx - 70)), ...(await this.#standing(front, 0.62, floorPx))]
  }

  /** Standing on the floor, its center this far from the left (0 to 1): the contact shadow is dark and fades out. */
  async #standing(thing: Pixels, middle: number, floor: number): Promise<Layer[]> {
    const [from, to] = footOf(thing)
    const left = Math.round(pictureSidePx * middle - thing.width / 2)
    const shadow = await this.#drawn(shadowSvg(Math.max(140, Math.ceil((to - from) / 20) * 20)))
    return [
      {
        ...shadow,
        left: Math.round(left + (from + to - shadow.width) / 2),
        top: Math.round(floor - shadow.height / 2),
      },
      { ...thing, left, top: floor - thing.height },
    ]
  }

  #drawn(svg: string): Promise<Pixels> {
    return once(this.#svgs, svg, async () => {
      const { data, info } = await this.#sharp(Buffer.from(svg))
        .ensureAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true })
      return { data, width: info.width, height: info.height }
    })
  }

  async #thing({ emoji, color, second }: Shot, scale: number): Promise<Pixels> {
    const drawing = await this.#drawing(emoji)
    const data = color ? dye(drawing, color) : drawing.data
    const side = Math.round(thingPx * scale)
    const image = this.#sharp(data, rawOf(drawing)).resize(side, side, { fit: 'inside', kernel: 'linear' })
    const made = await (second ? image.flop() : image).raw().toBuffer({ resolveWithObject: true })
    return { data: made.data, width: made.info.width, height: made.info.height }
  }

  #drawing(emoji: string): Promise<Drawing> {
    return once(this.#drawings, emoji, async () => {
      const file = fileURLToPath(import.meta.resolve(`@lobehub/fluent-emoji-3d/assets/${emoji}.webp`))
      const { data, info } = await this.#sharp(file).trim({ threshold: 0 }).raw().toBuffer({ resolveWithObject: true })
      const pixels = { data, width: info.width, height: info.height }
      const bytes = await this.#sharp(data, rawOf(pixels)).toColorspace('lab').raw({ depth: 'float' }).toBuffer()
      return { ...pixels, ...dyeable(new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4)) }
    })
  }
}

const once = <K, T>(kept: Map<K, Promise<T>>, key: K, make: () => Promise<T>): Promise<T> => {
  if (!kept.has(key)) kept.set(key, make())
  return kept.get(key)!
}

const rawOf = ({ width, height }: Omit<Pixels, 'data'>) =>
  ({ raw: { width, height, channels: 4 } }) satisfies SharpOptions

/** Blends pixels over others, in place. sharp's `composite` would process the whole canvas: five times the CPU. */
function lay(canvas: Pixels, { data, width, height, left, top }: Layer): void {
  for (let y = Math.max(0, -top); y < Math.min(height, canvas.height - top); y++)
    for (let x = Math.max(0, -left); x < Math.min(width, canvas.width - left); x++) {
      const from = (y * width + x) * 4
      const opaque = data[from + 3]!
      if (opaque === 0) continue
      const to = ((y + top) * canvas.width + x + left) * 4
      for (let channel = 0; channel < 3; channel++) {
        const below = canvas.data[to + channel]!
        canvas.data[to + channel] = below + ((data[from + channel]! - below) * opaque) / 255
      }
    }
}

/** The drawing in another color, with its brightness. Parts of another hue keep theirs: the lamp next to a sofa. */
function dye({ data, light, share }: Drawing, color: Color): Buffer {
  const dyed = Buffer.from(data)
  const swatch = [1, 3, 5].map(at => Number.parseInt(colors[color].css.slice(at, at + 2), 16))
  for (let pixel = 0; pixel < share.length; pixel++) {
    const [much, lit] = [share[pixel]!, light[pixel]!]
    if (much > 0)
      for (let channel = 0; channel < 3; channel++) {
        const at = pixel * 4 + channel
        const paint = swatch[channel]!
        const shaded = lit <= 1 ? paint * lit : paint + (255 - paint) * (lit - 1)
        dyed[at] = Math.min(255, data[at]! * (1 - much) + shaded * much)
      }
  }
  return dyed
}

/** Dyed products keep a little of their own color, which makes rims and reflections. */
const dyedAtMost = 0.88

/**
 * How much dye each pixel takes, from its L, a, b and alpha (0 to 255): within 45 degrees of the main hue fully, beyond
 * 80 none, grays none.
 */
function dyeable(lab: Float32Array): { light: Float32Array; share: Float32Array } {
  let [lightness, x, y, weight] = [0, 0, 0, 1e-6]
  for (let i = 0; i < lab.length; i += 4) {
    const [a, b] = [lab[i + 1]!, lab[i + 2]!]
    const chroma = lab[i + 3]! < 128 ? 0 : Math.hypot(a, b)
    lightness += lab[i]! * chroma
    x += a * chroma
    y += b * chroma
    weight += chroma
  }
  lightness /= weight
  const length = Math.hypot(x, y) + 1e-6
  const [near, far] = [Math.cos(Math.PI / 4), Math.cos((80 * Math.PI) / 180)]
  const light = new Float32Array(lab.length / 4)
  const share = new Float32Array(lab.length / 4)
  for (let pixel = 0; pixel < light.length; pixel++) {
    const [a, b] = [lab[pixel * 4 + 1]!, lab[pixel * 4 + 2]!]
    const chroma = Math.hypot(a, b) + 1e-6
    const closeness = ((a * x + b * y) / length / chroma - far) / (near - far)
    light[pixel] = lab[pixel * 4]! / lightness
    share[pixel] = dyedAtMost * Math.min(1, Math.max(0, closeness)) * Math.min(1, chroma / 12)
  }
  return { light, share }
}

/** Where the product touches the floor: the leftmost and rightmost pixel of its lowest twentieth. */
function footOf({ data, width, height }: Pixels): [from: number, to: number] {
  let [from, to] = [width, 0]
  for (let y = Math.floor(height * 0.95); y < height; y++)
    for (let x = 0; x < width; x++)
      if (data[(y * width + x) * 4 + 3]! > 127) {
        from = Math.min(from, x)
        to = Math.max(to, x)
      }
  return [from, to]
}

/** The color of shadows: a warm, dark violet. */
const shade = [38, 28, 32] as const

const shadowSvg = (footPx: number): string => {
  const [w, h] = [footPx * 1.5, footPx * 0.26]
  const stop = (at: number, opacity: number) =>
    `<stop offset="${at}" stop-color="rgb(${shade})" stop-opacity="${opacity}"/>`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}"><defs>
<radialGradient id="s">${stop(0, 0.6)}${stop(0.5, 0.25)}${stop(1, 0)}</radialGradient></defs>
<ellipse cx="${w / 2}" cy="${h / 2}" rx="${w / 2}" ry="${h / 2}" fill="url(#s)"/></svg>`
}

const picture = (content: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${pictureSidePx}" height="${pictureSidePx}">${content}</svg>`

/** A wall that curves into the floor, brighter behind the product. The other view has a darker backdrop. */
function roomSvg({ backdrop: [hue, saturation], second }: Shot): string {
  const deep = second ? 9 : 0
  const tone = (light: number, s = saturation) => `hsl(${hue},${s}%,${light - deep}%)`
  return picture(`<defs>
<linearGradient id="r" x2="0" y2="1"><stop stop-color="${tone(90)}"/><stop offset=".62" stop-color="${tone(87)}"/>
<stop offset=".66" stop-color="${tone(80, saturation * 0.9)}"/><stop offset="1" stop-color="${tone(89)}"/></linearGradient>
<radialGradient id="l" cx=".5" cy=".42" r=".55"><stop stop-color="#fff" stop-opacity=".55"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient>
</defs><rect width="100%" height="100%" fill="url(#r)"/><rect width="100%" height="100%" fill="url(#l)"/>`)
}

/** A sheet of paper below a window on the upper left. */
function tableSvg({ backdrop: [hue, saturation], second }: Shot): string {
  const deep = second ? 9 : 0
  const tone = (light: number) => `hsl(${hue},${saturation}%,${light - deep}%)`
  return picture(`<defs><linearGradient id="t" x2="1" y2="1"><stop stop-color="${tone(94)}"/>
<stop offset="1" stop-color="${tone(81)}"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#t)"/>`)
}

import { readdirSync, readFileSync } from 'node:fs'
import type { AttributeKind, Axis, CategoryState } from '#taxonomy/states.ts'

type Seed = { readonly categories: readonly SeedCategory[]; readonly attributes: readonly SeedAttribute[] }
type SeedCategory = {
  readonly key: string
  readonly parent: string | null
  readonly path: readonly string[]
  readonly names: SeedNames
  /** Position among its siblings, from 0. */
  readonly position: number
  readonly state: CategoryState | null
  readonly axes: readonly Axis[] | null
  readonly rateBps: number | null
  readonly leaf: boolean
  readonly attributes: readonly { readonly key: string; readonly required: boolean }[]
}
type SeedAttribute = {
  readonly key: string
  readonly names: SeedNames
  readonly kind: AttributeKind
  readonly unit: string | null
  readonly values: readonly { readonly key: string; readonly names: SeedNames }[]
}
type SeedNames = { readonly en: string; readonly fr: string }

/**
 * The taxonomy a new market starts with, from the text files beside this one; `README.md` there says how they are
 * written. Throws on a line it does not understand, on a duplicate key and on an undeclared attribute.
 */
export function readSeed(): Seed {
  const attributes = linesOf('attributes.txt').map(readAttribute)
  refuseTwins(attributes)
  const known = new Set(attributes.map(attribute => attribute.key))
  const categories = readdirSync(new URL('categories/', import.meta.url))
    .sort()
    .flatMap(file => readTree(linesOf(`categories/${file}`)))
  refuseTwins(categories)
  for (const { key, attributes } of categories)
    for (const attribute of attributes)
      if (!known.has(attribute.key)) throw new Error(`${key}: no attribute '${attribute.key}' in attributes.txt`)
  let departments = 0
  return {
    attributes,
    categories: categories.map(each => (each.parent === null ? { ...each, position: departments++ } : each)),
  }
}

function readTree(lines: readonly string[]): SeedCategory[] {
  const depths = lines.map(line => line.search(/\S/) / 2)
  const above: SeedCategory[] = []
  const siblings = new Map<string | null, number>()
  return lines.map((line, index) => {
    const depth = depths[index]!
    above.length = depth
    const parent = above.at(-1) ?? null
    if ((depth === 0) !== (parent === null)) throw new Error(`wrong indentation: ${line}`)
    const position = siblings.get(parent?.key ?? null) ?? 0
    siblings.set(parent?.key ?? null, position + 1)
    const category = readCategory(line, parent, position, (depths[index + 1] ?? 0) <= depth)
    above.push(category)
    return category
  })
}

const categoryLine =
  /^\s*(?<names>[^[:%]+?)(?: \[(?<state>open|special|closed)\])?(?: \[axes(?<axes>[a-z ]*)\])?(?: (?<rate>[\d.]+)%)?(?:: (?<attributes>[a-z0-9_!, ]+))?$/

function readCategory(line: string, parent: SeedCategory | null, position: number, leaf: boolean): SeedCategory {
  const part = categoryLine.exec(line)?.groups
  if (!part) throw new Error(`not a category: ${line}`)
  const { key, names } = readNamed(part.names!, '-')
  return {
    key,
    parent: parent?.key ?? null,
    path: [...(parent?.path ?? []), key],
    names,
    position,
    state: (part.state as CategoryState | undefined) ?? null,
    axes: part.axes === undefined ? null : (part.axes.split(' ').filter(Boolean) as Axis[]),
    rateBps: part.rate === undefined ? null : Math.round(Number(part.rate) * 100),
    leaf,
    attributes: (part.attributes?.split(', ') ?? []).map(word => ({
      key: word.replace('!', ''),
      required: word.endsWith('!'),
    })),
  }
}

function readAttribute(line: string): SeedAttribute {
  const part =
    /^(?<names>[^[:]+?)(?: \[(?<kind>choices|number|text|yes_no)(?: (?<unit>[^\]]+))?\])?(?:: (?<values>.+))?$/.exec(
      line,
    )?.groups
  if (!part) throw new Error(`not an attribute: ${line}`)
  return {
    ...readNamed(part.names!, '_'),
    kind: (part.kind as AttributeKind | undefined) ?? 'choice',
    unit: part.unit ?? null,
    values: (part.values?.split('; ') ?? []).map(text => readNamed(text, '_')),
  }
}

function readNamed(text: string, joint: '-' | '_'): { key: string; names: SeedNames } {
  const { given, en, fr } = /^(?:(?<given>[a-z0-9_-]+)=)?(?<en>.+?)(?: \| (?<fr>.+))?$/.exec(text)!.groups!
  return { key: given ?? slug(en!, joint), names: { en: en!, fr: fr ?? en! } }
}

const slug = (name: string, joint: '-' | '_'): string =>
  name
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f'’]/g, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, joint)
    .replaceAll(new RegExp(`^${joint}|${joint}$`, 'g'), '')

function refuseTwins(items: readonly { readonly key: string }[]): void {
  const seen = new Set<string>()
  for (const { key } of items) {
    if (seen.has(key)) throw new Error(`'${key}' is there twice`)
    seen.add(key)
  }
}

const linesOf = (file: string): string[] =>
  readFileSync(new URL(file, import.meta.url), 'utf8')
    .split('\n')
    .filter(line => line.trim() !== '')

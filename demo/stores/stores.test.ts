import { expect, test } from 'vitest'
import { characters } from '#demo/stores/index.ts'
import { readSeed } from '../../src/taxonomy/seed/read-seed.ts'

const seed = readSeed()
const categories = new Map(seed.categories.map(category => [category.key, category]))
const dictionary = new Map(seed.attributes.map(attribute => [attribute.key, attribute]))
const things = characters.flatMap(store => store.things.map(thing => ({ store: store.slug, thing })))

test.each(things)('$store: $thing.name says what its category asks, in its words', ({ thing }) => {
  const category = categories.get(thing.category)
  expect(category?.leaf).toBe(true)
  const above = category!.path.map(key => categories.get(key)!)
  expect(above.findLast(each => each.state)?.state).not.toBe('closed')
  const asked = above.flatMap(each => each.attributes)
  const required = asked.filter(each => each.required).map(each => each.key)
  expect(Object.keys(thing.attributes)).toEqual(expect.arrayContaining(required))
  for (const [key, given] of Object.entries(thing.attributes)) {
    expect(asked.map(each => each.key)).toContain(key)
    const { kind, values } = dictionary.get(key)!
    for (const each of [given].flat()) {
      const type = kind === 'number' ? 'number' : kind === 'yes_no' ? 'boolean' : 'string'
      expect(typeof each, key).toBe(type)
      if (kind === 'choice' || kind === 'choices') expect(values.map(value => value.key)).toContain(each)
    }
  }
  const axes = above.findLast(each => each.axes)?.axes
  if (thing.colors) expect(axes).toContain('color')
  if (thing.colors && thing.sizes) expect(axes).toContain('size')
  // several variants differ in color or size; without either their names differ
  if (thing.sizes && !thing.colors && axes?.length) expect(axes).toContain('size')
  if (axes?.includes('color')) expect(Object.keys(thing.attributes)).not.toContain('color')
})

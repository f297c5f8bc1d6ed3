export {
  type Attribute,
  type Category,
  type CategoryAttribute,
  type Names,
  nameIn,
  nextRateOf,
  rateBpsOf,
  type Taxonomy,
  taxonomyOf,
} from '#taxonomy/read-taxonomy.ts'
export { seedTaxonomy } from '#taxonomy/seed/seed-taxonomy.ts'
export { stateOf } from '#taxonomy/state-of.ts'
export { type Axis, axes, type CategoryState } from '#taxonomy/states.ts'

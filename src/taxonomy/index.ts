export { addCategory } from '#taxonomy/add-category.ts'
export { assignAttribute } from '#taxonomy/assign-attribute.ts'
export {
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
export { setRate } from '#taxonomy/set-rate.ts'
export { stateOf } from '#taxonomy/state-of.ts'
export { axes, type CategoryState } from '#taxonomy/states.ts'
export { unassignAttribute } from '#taxonomy/unassign-attribute.ts'
export { updateCategory } from '#taxonomy/update-category.ts'
export { withdrawRate } from '#taxonomy/withdraw-rate.ts'

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

import { humanOrderNumber } from '#platform/ids.ts'

/** A SKU for a variant without one, when it goes on sale: short, and always the same for this variant. */
export const withSku = <V extends { readonly id: string; readonly sku: string | null }>(variant: V): V =>
  variant.sku === null ? { ...variant, sku: humanOrderNumber(variant.id) } : variant

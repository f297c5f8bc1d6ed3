/** Limits of what a product may hold; schema constants, not policy. */
export const titleMaxCharacters = 128
export const descriptionMaxCharacters = 20_000
export const variantsMax = 100
/** €1,000,000.00: far above any real price, far below what arithmetic would mind. */
export const priceMaxMinor = 100_000_000
export const takedownReasonMaxCharacters = 500
export const onHandMax = 1_000_000

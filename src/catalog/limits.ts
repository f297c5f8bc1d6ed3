/** Limits of a product's fields; schema constants, not policy. */
export const titleMinCharacters = 3
export const titleMaxCharacters = 128
/** Characters of the HTML. */
export const descriptionMaxCharacters = 20_000
export const attributeTextMaxCharacters = 200
export const attributeNumberMax = 1_000_000_000
/** 15 MB: a phone's largest JPEG. */
export const pictureMaxBytes = 15 * 1024 * 1024
export const variantsMax = 100
export const nameMaxCharacters = 60
export const sizeMaxCharacters = 20
export const skuMaxCharacters = 60
/** Longer than any GTIN: a mistyped one is refused with the reason instead of being cut. */
export const gtinMaxCharacters = 20
/** €1,000,000.00: far above any real price, far below the limits of arithmetic. */
export const priceMaxMinor = 100_000_000
export const onHandMax = 1_000_000
export const weightDefaultGrams = 500
export const weightMaxGrams = 1_000_000
/** The most working days that `catalog.processing_days_max` can allow. */
export const processingDaysMost = 60

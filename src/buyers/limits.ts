/** Enough for a family and its offices. */
export const addressesMax = 30
export const wishesMax = 500
export const followsMax = 500

/** Limits of a category's fields; schema constants, not policy. */
export const categoryNameMaxCharacters = 80
/** A key is part of URLs. */
export const keyPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/
export const keyMaxCharacters = 80
export const rateMaxBps = 10_000

export { addressesOf } from '#buyers/address-book.ts'
export { forgetKept } from '#buyers/forget-kept.ts'
export { bringWishes } from '#buyers/wishes.ts'

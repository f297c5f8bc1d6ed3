export { addressesOf, changeAddress, deleteAddress, keepAddress } from '#buyers/address-book.ts'
export { forgetKept } from '#buyers/forget-kept.ts'
export { bringWishes, follow, unfollow, unwish, wish } from '#buyers/wishes.ts'

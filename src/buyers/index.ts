export { addressesOf, changeAddress, deleteAddress, saveAddress } from '#buyers/address-book.ts'
export { forgetKept } from '#buyers/forget-kept.ts'
export { follow, mergeWishes, unfollow, unwish, wish } from '#buyers/wishes.ts'

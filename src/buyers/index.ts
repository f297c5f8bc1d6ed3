export { addressesOf, changeAddress, deleteAddress, saveAddress } from '#buyers/address-book.ts'
export { deleteBuyerLists } from '#buyers/delete-buyer-lists.ts'
export { follow, mergeWishes, unfollow, unwish, wish } from '#buyers/wishes.ts'

export { type Address, AddressSchema } from '#cart/address.ts'
export { mergeCart } from '#cart/change-cart.ts'
export { postal } from '#cart/postal-codes.ts'
export { type Cart, type CartLine, closeCart, lockCart, readCart } from '#cart/read-cart.ts'

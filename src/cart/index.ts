export { type Address, AddressSchema, postal } from '#cart/address.ts'
export { addLine, type Change, mergeCart, setDelivery, setLine } from '#cart/change-cart.ts'
export { deleteCarts } from '#cart/delete-carts.ts'
export { type Cart, type CartLine, readCart, takeCart } from '#cart/read-cart.ts'

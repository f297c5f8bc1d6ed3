export { publishProduct, unlistProduct } from '#catalog/publish-product.ts'
export { createProduct, type ProductInput, setOnHand, updateProduct, type VariantInput } from '#catalog/save-product.ts'
export { releaseStock, reserveStock, shipStock, type Units } from '#catalog/stock.ts'

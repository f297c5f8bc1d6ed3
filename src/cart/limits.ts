/** Most lines of a cart, which is read completely at every step. */
export const cartLinesMax = 200
export const lineUnitsMax = 999

/** More lines than this are refused: a cart is read whole at every step. */
export const cartLinesMax = 200
export const lineUnitsMax = 999

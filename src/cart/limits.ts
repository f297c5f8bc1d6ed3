/**
 * Most lines of a cart, which is read completely at every step. Lines that one buyer adds at the same moment may exceed it
 * by their number: counting them one after another would lock the cart for each.
 */
export const cartLinesMax = 200
export const lineUnitsMax = 999

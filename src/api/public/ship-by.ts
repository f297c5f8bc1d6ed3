import { calculateShipBy } from '#orders/index.ts'

export const publicShipBy = {
  calculateShipBy,
}

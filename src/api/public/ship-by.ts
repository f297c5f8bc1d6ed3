import { shipByOf } from '#orders/index.ts'

export const publicShipBy = {
  shipByOf,
}

import { csvOf } from '#platform/csv.ts'
import { opsMachineScreens } from '#screens/ops/machine.across.ts'
import { opsMoneyScreens } from '#screens/ops/money.across.ts'
import { opsOrderScreens } from '#screens/ops/orders.across.ts'
import { sellerBalanceScreens } from '#screens/seller/balance.ts'
import { sellerOrderScreens } from '#screens/seller/orders.ts'
import { sellerProductScreens } from '#screens/seller/products.ts'

/** Every list of the consoles can be taken away. */
export const exportRoutes = {
  exportAllOrders: csvOf(opsOrderScreens.listAllOrders, 'orders'),
  exportJournals: csvOf(opsMoneyScreens.listJournals, 'journals'),
  exportDeadlines: csvOf(opsMachineScreens.listDeadlines, 'deadlines'),
  exportAudit: csvOf(opsMachineScreens.listAudit, 'audit'),
  exportStoreOrders: csvOf(sellerOrderScreens.listStoreOrders, 'orders'),
  exportStoreProducts: csvOf(sellerProductScreens.listStoreProducts, 'products'),
  exportMovements: csvOf(sellerBalanceScreens.listMovements, 'movements'),
}

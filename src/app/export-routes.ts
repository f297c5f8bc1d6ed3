import { csvOf } from '#platform/csv.ts'
import { opsApplicationScreens } from '#screens/ops/applications.across.ts'
import { opsMachineScreens } from '#screens/ops/machine.across.ts'
import { opsMoneyScreens } from '#screens/ops/money.across.ts'
import { opsOrderScreens } from '#screens/ops/orders.across.ts'
import { opsPayoutScreens } from '#screens/ops/payouts.across.ts'
import { sellerBalanceScreens } from '#screens/seller/balance.ts'
import { sellerOrderScreens } from '#screens/seller/orders.ts'
import { sellerPayoutScreens } from '#screens/seller/payouts.ts'
import { sellerProductScreens } from '#screens/seller/products.ts'

/** Every list of the consoles can be taken away. */
export const exportRoutes = {
  exportApplications: csvOf(opsApplicationScreens.listApplications, 'applications'),
  exportAllOrders: csvOf(opsOrderScreens.listAllOrders, 'orders'),
  exportJournals: csvOf(opsMoneyScreens.listJournals, 'journals'),
  exportAllPayouts: csvOf(opsPayoutScreens.listAllPayouts, 'payouts'),
  exportDeadlines: csvOf(opsMachineScreens.listDeadlines, 'deadlines'),
  exportAudit: csvOf(opsMachineScreens.listAudit, 'audit'),
  exportStoreOrders: csvOf(sellerOrderScreens.listStoreOrders, 'orders'),
  exportStoreProducts: csvOf(sellerProductScreens.listStoreProducts, 'products'),
  exportMovements: csvOf(sellerBalanceScreens.listMovements, 'movements'),
  exportPayouts: csvOf(sellerPayoutScreens.listPayouts, 'payouts'),
}

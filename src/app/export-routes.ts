import { csvOf } from '#platform/csv.ts'
import { opsApplicationScreens } from '#screens/ops/applications.across.ts'
import { listAuthorizations } from '#screens/ops/authorizations.across.ts'
import { opsCategoryScreens } from '#screens/ops/categories.ts'
import { opsMachineScreens } from '#screens/ops/machine.across.ts'
import { opsMissScreens } from '#screens/ops/misses.across.ts'
import { opsMoneyScreens } from '#screens/ops/money.across.ts'
import { opsOrderScreens } from '#screens/ops/orders.across.ts'
import { opsPayoutScreens } from '#screens/ops/payouts.across.ts'
import { opsProductScreens } from '#screens/ops/products.across.ts'
import { opsStoreScreens } from '#screens/ops/stores.across.ts'
import { sellerBalanceScreens } from '#screens/seller/balance.ts'
import { sellerOrderScreens } from '#screens/seller/orders.ts'
import { sellerPayoutScreens } from '#screens/seller/payouts.ts'
import { sellerProductScreens } from '#screens/seller/products.ts'

/** Every list of the consoles can be taken away. */
export const exportRoutes = {
  exportApplications: csvOf(opsApplicationScreens.listApplications, 'applications'),
  exportAllStores: csvOf(opsStoreScreens.listAllStores, 'stores'),
  exportAnyProducts: csvOf(opsProductScreens.listAnyProducts, 'products'),
  exportCategories: csvOf(opsCategoryScreens.listAllCategories, 'categories', { without: ['above'] }),
  exportAuthorizations: csvOf(listAuthorizations, 'permissions'),
  exportMisses: csvOf(opsMissScreens.listMisses, 'searches-without-result'),
  exportAllOrders: csvOf(opsOrderScreens.listAllOrders, 'orders'),
  exportJournals: csvOf(opsMoneyScreens.listJournals, 'journals'),
  exportAllPayouts: csvOf(opsPayoutScreens.listAllPayouts, 'payouts'),
  exportPayoutBatches: csvOf(opsPayoutScreens.listPayoutBatches, 'payout-batches'),
  exportDeadlines: csvOf(opsMachineScreens.listDeadlines, 'deadlines'),
  exportAudit: csvOf(opsMachineScreens.listAudit, 'audit'),
  // what mails say holds codes and links that are their readers' alone
  exportMails: csvOf(opsMachineScreens.listMails, 'mails', { without: ['text', 'html'] }),
  exportStoreOrders: csvOf(sellerOrderScreens.listStoreOrders, 'orders'),
  exportStoreProducts: csvOf(sellerProductScreens.listStoreProducts, 'products'),
  exportMovements: csvOf(sellerBalanceScreens.listMovements, 'movements'),
  exportPayouts: csvOf(sellerPayoutScreens.listPayouts, 'payouts'),
}

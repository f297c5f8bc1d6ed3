import { opsApplications } from '#api/ops/applications.across.ts'
import { opsAudit } from '#api/ops/audit.across.ts'
import { opsAuthorizations } from '#api/ops/authorizations.across.ts'
import { opsBooks } from '#api/ops/books.across.ts'
import { opsCategories } from '#api/ops/categories.ts'
import { opsDeadlines } from '#api/ops/deadlines.across.ts'
import { opsMails } from '#api/ops/mails.across.ts'
import { opsOrders } from '#api/ops/orders.across.ts'
import { opsPayoutBatches } from '#api/ops/payout-batches.across.ts'
import { opsPayouts } from '#api/ops/payouts.across.ts'
import { opsProducts } from '#api/ops/products.across.ts'
import { opsSearch } from '#api/ops/search.across.ts'
import { opsStores } from '#api/ops/stores.across.ts'
import { sellerBalance } from '#api/seller/balance.ts'
import { sellerOrders } from '#api/seller/orders.ts'
import { sellerPayouts } from '#api/seller/payouts.ts'
import { sellerProducts } from '#api/seller/products.ts'
import { csvOf } from '#platform/csv.ts'

/** Every list of the consoles can be taken away. */
export const csvRoutes = {
  exportApplications: csvOf(opsApplications.listApplications, 'applications'),
  exportAllStores: csvOf(opsStores.listAllStores, 'stores'),
  exportAllProducts: csvOf(opsProducts.listAllProducts, 'products'),
  exportCategories: csvOf(opsCategories.listAllCategories, 'categories', { without: ['above'] }),
  exportAuthorizations: csvOf(opsAuthorizations.listAuthorizations, 'permissions'),
  exportMisses: csvOf(opsSearch.listMisses, 'searches-without-result'),
  exportAllOrders: csvOf(opsOrders.listAllOrders, 'orders'),
  exportJournals: csvOf(opsBooks.listJournals, 'journals'),
  exportAllPayouts: csvOf(opsPayouts.listAllPayouts, 'payouts'),
  exportPayoutBatches: csvOf(opsPayoutBatches.listPayoutBatches, 'payout-batches'),
  exportDeadlines: csvOf(opsDeadlines.listDeadlines, 'deadlines'),
  exportAudit: csvOf(opsAudit.listAudit, 'audit'),
  // what mails say holds codes and links that are their readers' alone
  exportMails: csvOf(opsMails.listMails, 'mails', { without: ['text', 'html'] }),
  exportStoreOrders: csvOf(sellerOrders.listStoreOrders, 'orders'),
  exportStoreProducts: csvOf(sellerProducts.listStoreProducts, 'products'),
  exportMovements: csvOf(sellerBalance.listMovements, 'movements'),
  exportPayouts: csvOf(sellerPayouts.listPayouts, 'payouts'),
}

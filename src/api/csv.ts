import { opsApplications } from '#api/ops/applications.across.ts'
import { opsAudit } from '#api/ops/audit.across.ts'
import { opsAuthorizations } from '#api/ops/authorizations.across.ts'
import { opsBooks } from '#api/ops/books.across.ts'
import { opsCategories } from '#api/ops/categories.ts'
import { opsDeadlines } from '#api/ops/deadlines.across.ts'
import { opsDetailRequests } from '#api/ops/detail-requests.across.ts'
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

/** Every list of the consoles can be exported, under the name and without the columns that it declares. */
export const csvRoutes = {
  exportApplications: csvOf(opsApplications.listApplications),
  exportDetailRequests: csvOf(opsDetailRequests.listDetailRequests),
  exportAllStores: csvOf(opsStores.listAllStores),
  exportAllProducts: csvOf(opsProducts.listAllProducts),
  exportCategories: csvOf(opsCategories.listAllCategories, { name: 'categories', without: ['above'] }),
  exportAuthorizations: csvOf(opsAuthorizations.listAuthorizations),
  exportZeroResultSearches: csvOf(opsSearch.listZeroResultSearches),
  exportAllOrders: csvOf(opsOrders.listAllOrders),
  exportJournals: csvOf(opsBooks.listJournals),
  exportAllPayouts: csvOf(opsPayouts.listAllPayouts),
  exportPayoutBatches: csvOf(opsPayoutBatches.listPayoutBatches),
  exportDeadlines: csvOf(opsDeadlines.listDeadlines),
  exportAudit: csvOf(opsAudit.listAudit),
  exportMails: csvOf(opsMails.listMails),
  exportStoreOrders: csvOf(sellerOrders.listStoreOrders),
  exportStoreProducts: csvOf(sellerProducts.listStoreProducts),
  exportMovements: csvOf(sellerBalance.listMovements),
  exportHeldOrders: csvOf(sellerBalance.listHeldOrders),
  exportPayouts: csvOf(sellerPayouts.listPayouts),
}

import { accountConfirmation } from '#api/account/confirmation.ts'
import { accountInvitations } from '#api/account/invitations.ts'
import { accountLogIn } from '#api/account/log-in.ts'
import { accountSecurity } from '#api/account/security.ts'
import { accountSignUpToSell } from '#api/account/sign-up-to-sell.ts'
import { accountTerms } from '#api/account/terms.ts'
import { opsApplications } from '#api/ops/applications.across.ts'
import { opsAttributes } from '#api/ops/attributes.ts'
import { opsAudit } from '#api/ops/audit.across.ts'
import { opsAuthorizations } from '#api/ops/authorizations.across.ts'
import { opsBooks } from '#api/ops/books.across.ts'
import { opsCategories } from '#api/ops/categories.ts'
import { opsDeadlines } from '#api/ops/deadlines.across.ts'
import { opsDetailRequests } from '#api/ops/detail-requests.across.ts'
import { opsEvents } from '#api/ops/events.across.ts'
import { opsJobs } from '#api/ops/jobs.across.ts'
import { opsMails } from '#api/ops/mails.across.ts'
import { opsMarkets } from '#api/ops/markets.ts'
import { opsOperators } from '#api/ops/operators.ts'
import { opsOrderPage } from '#api/ops/order-page.ts'
import { opsOrders } from '#api/ops/orders.across.ts'
import { opsOverview } from '#api/ops/overview.across.ts'
import { opsPages } from '#api/ops/pages.ts'
import { opsPayoutBatches } from '#api/ops/payout-batches.across.ts'
import { opsPayouts } from '#api/ops/payouts.across.ts'
import { opsPolicies } from '#api/ops/policies.ts'
import { opsProducts } from '#api/ops/products.across.ts'
import { opsSearch } from '#api/ops/search.across.ts'
import { opsStores } from '#api/ops/stores.across.ts'
import { opsSuspensions } from '#api/ops/suspensions.ts'
import { opsUsers } from '#api/ops/users.ts'
import { publicCarriers } from '#api/public/carriers.ts'
import { publicMarkets } from '#api/public/markets.ts'
import { publicPages } from '#api/public/pages.ts'
import { publicShipBy } from '#api/public/ship-by.ts'
import { sellerApplications } from '#api/seller/applications.ts'
import { sellerBalance } from '#api/seller/balance.ts'
import { sellerCategories } from '#api/seller/categories.ts'
import { sellerCompany } from '#api/seller/company.ts'
import { sellerFiles } from '#api/seller/files.ts'
import { sellerOrders } from '#api/seller/orders.ts'
import { sellerPayouts } from '#api/seller/payouts.ts'
import { sellerProductRules } from '#api/seller/product-rules.ts'
import { sellerProducts } from '#api/seller/products.ts'
import { sellerSearch } from '#api/seller/search.ts'
import { sellerSettings } from '#api/seller/settings.ts'
import { sellerStock } from '#api/seller/stock.ts'
import { sellerStore } from '#api/seller/store.ts'
import { sellerTeam } from '#api/seller/team.ts'
import { sellerTemplates } from '#api/seller/templates.ts'
import { sellerToday } from '#api/seller/today.ts'
import { shopAddresses } from '#api/shop/addresses.ts'
import { shopCart } from '#api/shop/cart.ts'
import { shopCategories } from '#api/shop/categories.ts'
import { shopDepartments } from '#api/shop/departments.across.ts'
import { shopLanguage } from '#api/shop/language.ts'
import { shopLinkedOrders } from '#api/shop/linked-orders.ts'
import { shopOrders } from '#api/shop/orders.ts'
import { shopProducts } from '#api/shop/products.across.ts'
import { shopPurchases } from '#api/shop/purchases.ts'
import { shopSearch } from '#api/shop/search.across.ts'
import { shopSelling } from '#api/shop/selling.ts'
import { shopStores } from '#api/shop/stores.across.ts'
import { shopWishes } from '#api/shop/wishes.ts'

/** Every route except those that need the composition root, by audience and noun. */
export const apiRoutes = {
  ...accountConfirmation,
  ...accountInvitations,
  ...accountLogIn,
  ...accountSecurity,
  ...accountSignUpToSell,
  ...accountTerms,
  ...opsApplications,
  ...opsDetailRequests,
  ...opsAttributes,
  ...opsAudit,
  ...opsAuthorizations,
  ...opsBooks,
  ...opsCategories,
  ...opsDeadlines,
  ...opsEvents,
  ...opsJobs,
  ...opsMails,
  ...opsMarkets,
  ...opsOperators,
  ...opsOrderPage,
  ...opsOrders,
  ...opsPages,
  ...opsOverview,
  ...opsPayoutBatches,
  ...opsPayouts,
  ...opsPolicies,
  ...opsProducts,
  ...opsSearch,
  ...opsStores,
  ...opsSuspensions,
  ...opsUsers,
  ...publicCarriers,
  ...publicMarkets,
  ...publicPages,
  ...publicShipBy,
  ...sellerApplications,
  ...sellerBalance,
  ...sellerCategories,
  ...sellerCompany,
  ...sellerSettings,
  ...sellerFiles,
  ...sellerOrders,
  ...sellerPayouts,
  ...sellerProductRules,
  ...sellerProducts,
  ...sellerStock,
  ...sellerStore,
  ...sellerTeam,
  ...sellerTemplates,
  ...sellerSearch,
  ...sellerToday,
  ...shopAddresses,
  ...shopCart,
  ...shopCategories,
  ...shopDepartments,
  ...shopLanguage,
  ...shopLinkedOrders,
  ...shopOrders,
  ...shopProducts,
  ...shopPurchases,
  ...shopSearch,
  ...shopSelling,
  ...shopStores,
  ...shopWishes,
}

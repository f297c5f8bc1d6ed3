import { controlRoutes } from '#app/control-routes.ts'
import { demoRoutes } from '#app/demo-routes.ts'
import { exportRoutes } from '#app/export-routes.ts'
import { healthRoutes } from '#app/health.ts'
import { jobRoutes } from '#app/job-routes.ts'
import { buyerRoutes } from '#buyers/routes.ts'
import { cartRoutes } from '#cart/routes.ts'
import { catalogRoutes } from '#catalog/routes.ts'
import { checkoutRoutes } from '#checkout/routes.ts'
import { authRoutes } from '#auth/routes.ts'
import { exportJobRoutes } from '#exports/routes.ts'
import { marketRoutes } from '#markets/routes.ts'
import { orderRoutes } from '#orders/routes.ts'
import { payoutRoutes } from '#payouts/routes.ts'
import type { Client } from '#platform/route.ts'
import { opsApplicationScreens } from '#screens/ops/applications.across.ts'
import { listAuthorizations } from '#screens/ops/authorizations.across.ts'
import { opsCategoryScreens } from '#screens/ops/categories.ts'
import { opsMachineScreens } from '#screens/ops/machine.across.ts'
import { opsMissScreens } from '#screens/ops/misses.across.ts'
import { opsMoneyScreens } from '#screens/ops/money.across.ts'
import { opsOrderScreens } from '#screens/ops/orders.across.ts'
import { opsPayoutScreens } from '#screens/ops/payouts.across.ts'
import { opsProductScreens } from '#screens/ops/products.across.ts'
import { opsSearch } from '#screens/ops/search.across.ts'
import { opsStoreScreens } from '#screens/ops/stores.across.ts'
import { applicationScreens } from '#screens/seller/application.ts'
import { sellerBalanceScreens } from '#screens/seller/balance.ts'
import { sellerCategoryScreens } from '#screens/seller/categories.ts'
import { showCompany } from '#screens/seller/company.ts'
import { sellerOrderScreens } from '#screens/seller/orders.ts'
import { sellerPayoutScreens } from '#screens/seller/payouts.ts'
import { productRuleScreens } from '#screens/seller/product-rules.ts'
import { sellerProductScreens } from '#screens/seller/products.ts'
import { ownStore } from '#screens/seller/store.ts'
import { listMembers } from '#screens/seller/team.ts'
import { sellerTemplateScreens } from '#screens/seller/templates.ts'
import { sellerToday } from '#screens/seller/today.ts'
import { listDepartments } from '#screens/storefront/departments.across.ts'
import { buyerOrderScreens } from '#screens/storefront/orders.ts'
import { showProduct } from '#screens/storefront/product.ts'
import { listProducts } from '#screens/storefront/products.across.ts'
import { searchScreens } from '#screens/storefront/search.across.ts'
import { sellingTerms } from '#screens/storefront/selling.ts'
import { storeScreens } from '#screens/storefront/stores.across.ts'
import { wishScreens } from '#screens/storefront/wishes.ts'
import { searchRoutes } from '#search/routes.ts'
import { sellerRoutes } from '#sellers/routes.ts'
import { shippingRoutes } from '#shipping/routes.ts'
import { taxonomyRoutes } from '#taxonomy/routes.ts'

/** All there is to call: HTTP, OpenAPI, the pages' client and the who-may test read this. */
export const routes = {
  ...demoRoutes,
  ...authRoutes,
  listDepartments,
  listProducts,
  ...searchScreens,
  showProduct,
  ...storeScreens,
  ...cartRoutes,
  ...checkoutRoutes,
  ...buyerOrderScreens,
  ...buyerRoutes,
  ...wishScreens,
  ...orderRoutes,
  ownStore,
  listMembers,
  showCompany,
  sellerToday,
  ...sellerOrderScreens,
  ...sellerProductScreens,
  ...sellerRoutes,
  sellingTerms,
  ...applicationScreens,
  ...opsApplicationScreens,
  ...sellerCategoryScreens,
  ...productRuleScreens,
  ...catalogRoutes,
  ...shippingRoutes,
  ...sellerTemplateScreens,
  ...sellerBalanceScreens,
  ...payoutRoutes,
  ...sellerPayoutScreens,
  ...opsOrderScreens,
  ...opsMoneyScreens,
  ...opsPayoutScreens,
  ...opsProductScreens,
  opsSearch,
  ...opsStoreScreens,
  ...opsMachineScreens,
  ...opsCategoryScreens,
  listAuthorizations,
  ...taxonomyRoutes,
  ...marketRoutes,
  ...searchRoutes,
  ...opsMissScreens,
  ...controlRoutes,
  ...healthRoutes,
  ...exportRoutes,
  ...exportJobRoutes,
  ...jobRoutes,
}

export type Api = Client<typeof routes>

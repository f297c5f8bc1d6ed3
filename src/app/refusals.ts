import { accountRefusals } from '#accounts/refusals.ts'
import { controlRefusals } from '#api/ops/control-refusals.ts'
import { buyerRefusals } from '#buyers/refusals.ts'
import { cartRefusals } from '#cart/refusals.ts'
import { catalogRefusals } from '#catalog/refusals.ts'
import { checkoutRefusals } from '#checkout/refusals.ts'
import { contentRefusals } from '#content/refusals.ts'
import { exportRefusals } from '#exports/refusals.ts'
import { marketRefusals } from '#markets/refusals.ts'
import { orderRefusals } from '#orders/refusals.ts'
import { paymentRefusals } from '#payments/refusals.ts'
import { payoutRefusals } from '#payouts/refusals.ts'
import { jobRefusals } from '#platform/jobs.ts'
import { pictureRefusals } from '#platform/pictures.ts'
import { commonRefusals } from '#platform/refusal.ts'
import { searchRefusals } from '#search/refusals.ts'
import { sellerRefusals } from '#sellers/refusals.ts'
import { shippingRefusals } from '#shipping/refusals.ts'
import { taxonomyRefusals } from '#taxonomy/refusals.ts'

/** Every refusal of the market: code → HTTP status. The web has a text for each in every language. */
export const allRefusals = {
  ...commonRefusals,
  ...pictureRefusals,
  ...jobRefusals,
  ...accountRefusals,
  ...taxonomyRefusals,
  ...marketRefusals,
  ...contentRefusals,
  ...sellerRefusals,
  ...shippingRefusals,
  ...catalogRefusals,
  ...paymentRefusals,
  ...payoutRefusals,
  ...cartRefusals,
  ...buyerRefusals,
  ...orderRefusals,
  ...checkoutRefusals,
  ...searchRefusals,
  ...exportRefusals,
  ...controlRefusals,
} as const
export type RefusalCode = keyof typeof allRefusals

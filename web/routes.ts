import { index, type RouteConfig, route } from '@react-router/dev/routes'

const notFound = (audience: string) => route('*', 'kit/shell/not-found.ts', { id: `${audience}/not-found` })

/** The whole map: three audiences, none of which imports another. Links between them load a new document. */
export default [
  route('prefs', 'prefs.ts'),
  route('kit/shop', 'gallery/shop.tsx'),
  route('kit', 'gallery/layout.tsx', [index('gallery/home.tsx'), notFound('gallery')]),
  route('account', 'account/layout.tsx', [
    route('log-in', 'account/log-in.tsx'),
    route('sign-up', 'account/sign-up.tsx'),
    route('code', 'account/code.tsx'),
    route('log-out', 'account/log-out.ts'),
    notFound('account'),
  ]),
  route('account/store', 'seller/choose-store.ts'),
  route('seller', 'seller/layout.tsx', [
    index('seller/home.tsx'),
    route('orders', 'seller/orders.tsx'),
    route('orders/:id', 'seller/order.tsx'),
    route('products', 'seller/products.tsx'),
    route('products/new', 'seller/product-new.tsx'),
    route('products/:id', 'seller/product.tsx'),
    route('templates', 'seller/templates.tsx'),
    route('templates/new', 'seller/template-new.tsx'),
    route('templates/:id', 'seller/template.tsx'),
    route('balance', 'seller/balance.tsx'),
    route('ship-by', 'seller/ship-by.tsx'),
    notFound('seller'),
  ]),
  route('ops', 'ops/layout.tsx', [
    index('ops/home.tsx'),
    route('orders', 'ops/orders.tsx'),
    route('orders/:id', 'ops/order.tsx'),
    route('journals', 'ops/journals.tsx'),
    route('deadlines', 'ops/deadlines.tsx'),
    route('clock', 'ops/clock.tsx'),
    route('mails', 'ops/mails.tsx'),
    route('markets', 'ops/markets.tsx'),
    route('policies', 'ops/policies.tsx'),
    route('audit', 'ops/audit.tsx'),
    route('stores/new', 'ops/store-new.tsx'),
    notFound('ops'),
  ]),
  route(':lang?', 'storefront/layout.tsx', [
    index('storefront/home.tsx'),
    route('products', 'storefront/products.tsx'),
    route('p/:id', 'storefront/product.tsx'),
    route('s/:slug', 'storefront/store.tsx'),
    route('cart', 'storefront/cart.tsx'),
    route('checkout', 'storefront/checkout.tsx'),
    route('checkout/return/:payment_id', 'storefront/payment-return.ts'),
    route('purchases/:id', 'storefront/purchase.tsx'),
    route('orders', 'storefront/orders.tsx'),
    route('orders/:id', 'storefront/order.tsx'),
    notFound('storefront'),
  ]),
] satisfies RouteConfig

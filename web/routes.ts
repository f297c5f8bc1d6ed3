import { index, type RouteConfig, route } from '@react-router/dev/routes'

const notFound = (audience: string) => route('*', 'kit/shell/not-found.ts', { id: `${audience}/not-found` })

/** The whole map: three audiences, none of which imports another. Links between them load a new document. */
export default [
  route('prefs', 'prefs.ts'),
  route('kit/shop', 'gallery/shop.tsx'),
  route('kit', 'gallery/layout.tsx', [index('gallery/home.tsx'), notFound('gallery')]),
  route('seller', 'seller/layout.tsx', [index('seller/home.tsx'), notFound('seller')]),
  route('ops', 'ops/layout.tsx', [index('ops/home.tsx'), notFound('ops')]),
  route(':lang?', 'storefront/layout.tsx', [index('storefront/home.tsx'), notFound('storefront')]),
] satisfies RouteConfig

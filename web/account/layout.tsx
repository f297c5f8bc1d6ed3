import '../styles/shop.css'
import { Outlet, redirectDocument } from 'react-router'
import type { Handle } from '../kit/i18n.tsx'
import { ErrorPage } from '../kit/shell/error-page.tsx'
import { Storefront } from '../shop/storefront.tsx'
import type { Route } from './+types/layout.ts'

export const handle: Handle = { area: 'account' }

/** Pages of the shop come without the texts of accounts: from there, the whole document is loaded. */
export const clientMiddleware: Route.ClientMiddlewareFunction[] = [
  async ({ request }, next) => {
    if (request.method === 'GET' && document.documentElement.dataset.area !== 'account')
      throw redirectDocument(request.url)
    return next()
  },
]

export default function AccountLayout() {
  return (
    <Storefront>
      <div className="mx-auto w-full max-w-md py-4 md:py-10">
        <Outlet />
      </div>
    </Storefront>
  )
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return (
    <Storefront>
      <ErrorPage error={error} home="/" />
    </Storefront>
  )
}

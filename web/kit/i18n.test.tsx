import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { catalogOf } from '../messages/server.ts'
import { OrderBadge } from '../seller/orders/order-state.tsx'
import { Messages } from './i18n.tsx'

test('a state that this release does not know is shown as it is', () => {
  const badge = (state: string) =>
    renderToString(
      <Messages locale="en" catalog={catalogOf('en', 'seller')}>
        <OrderBadge state={state as 'closed'} cause={null} />
      </Messages>,
    )
  expect(badge('parked')).toContain('>parked<')
  expect(badge('awaiting_shipment')).not.toContain('awaiting_shipment')
})

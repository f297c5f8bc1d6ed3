import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Charge, PaymentProvider } from '#payments/index.ts'
import { sandboxProvider } from '#payments/providers/sandbox.ts'
import { sandboxServer } from '#payments/providers/sandbox-server.ts'
import { stripeProvider } from '#payments/providers/stripe.ts'
import { newId } from '#platform/ids.ts'
import { stripeFake } from '../../../test/stripe-fake.ts'

type Bench = {
  provider: PaymentProvider
  /** Starts a payment that the buyer has to finish on a page of the provider. */
  begin(): Promise<Charge>
  /** Finishes it there: with the money at once, or to follow. */
  pay(charge: Charge, how: 'captured' | 'pending'): Promise<void>
  account(): { captured_minor: number; refunded_minor: number }
  close(): Promise<unknown>
}

const charge = (method: string): Charge => ({
  id: `pay_${newId()}`,
  amountMinor: 1_000n,
  currency: 'EUR',
  method,
  ref: null,
  returnUrl: 'http://market.example/checkout/return/x',
  webhookUrl: 'http://127.0.0.1:9/nobody-listens',
})

async function sandboxBench(): Promise<Bench> {
  const { app, record } = sandboxServer({ recordFile: null, secret: 'a secret of this test', pendingMs: 0 })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const provider = sandboxProvider(url, 'a secret of this test')
  return {
    provider,
    begin: () => begun(provider, charge('card_redirect')),
    async pay({ id }, how) {
      if (how === 'pending') record.keep({ payment: { ...record.payments.get(id)!, state: 'pending' } })
      else await app.inject({ method: 'POST', url: `/payments/${id}/resolve`, payload: { outcome: 'captured' } })
    },
    account: () => record.account(),
    close: () => app.close(),
  }
}

async function stripeBench(): Promise<Bench> {
  const fake = await stripeFake(null)
  const provider = stripeProvider(fake.access)
  return {
    provider,
    begin: () => begun(provider, charge('stripe')),
    pay: ({ id }, how) => fake.buyerPays(id, how === 'pending' ? 'in a while' : 'at once'),
    account: fake.account,
    close: fake.close,
  }
}

async function begun(provider: PaymentProvider, fresh: Charge): Promise<Charge> {
  const outcome = await provider.charge(fresh)
  expect(outcome.state).toBe('redirect')
  return { ...fresh, ref: outcome.ref }
}

describe.each([
  ['sandbox', sandboxBench],
  ['stripe', stripeBench],
])('the port to a payment provider, by %s', (name, open) => {
  let bench: Bench
  beforeAll(async () => {
    bench = await open()
  })
  afterAll(() => bench.close())

  test('has a name and something to pay with', () => {
    expect(bench.provider.name).toBe(name)
    expect(bench.provider.methods.length).toBeGreaterThan(0)
  })

  test('charging twice is charging once', async () => {
    const first = await bench.begin()
    const again = await bench.provider.charge({ ...first, ref: null })
    expect(again.ref).toBe(first.ref)
  })

  test('reports what became of a charge; nothing of one that was never made', async () => {
    const made = await bench.begin()
    expect(await bench.provider.lookUp(made)).toMatchObject({ state: 'redirect', ref: made.ref })
    await bench.pay(made, 'captured')
    expect(await bench.provider.lookUp(made)).toEqual({ state: 'captured', ref: made.ref })
    expect(await bench.provider.lookUp(charge(made.method))).toBeNull()
  })

  test('what is canceled cannot be paid any more, also when the charge was still on its way', async () => {
    const open = await bench.begin()
    expect(await bench.provider.cancelUnlessCaptured(open)).toBe('canceled')
    const unheard = charge(open.method)
    expect(await bench.provider.cancelUnlessCaptured(unheard)).toBe('canceled')
    const before = bench.account().captured_minor
    await bench.pay(open, 'captured').catch(() => {})
    expect((await bench.provider.charge(unheard)).state).toBe('refused')
    expect(bench.account().captured_minor).toBe(before)
  })

  test('what is captured, or on its way to be, is not canceled', async () => {
    const paid = await bench.begin()
    await bench.pay(paid, 'captured')
    expect(await bench.provider.cancelUnlessCaptured(paid)).toBe('captured')
    const underWay = await bench.begin()
    await bench.pay(underWay, 'pending')
    expect(await bench.provider.cancelUnlessCaptured(underWay)).toBe('pending')
  })

  test('refunds come once per id, in parts, and never more than was paid', async () => {
    const paid = await bench.begin()
    await bench.pay(paid, 'captured')
    const refund = (amountMinor: bigint, id: string = newId()) =>
      bench.provider.refund({ id, chargeId: paid.id, chargeRef: paid.ref!, amountMinor, currency: 'EUR' })
    const before = bench.account().refunded_minor
    const id = newId()
    await refund(400n, id)
    await refund(400n, id)
    await refund(500n)
    await expect(refund(200n)).rejects.toThrow()
    expect(bench.account().refunded_minor - before).toBe(900)
  })

  test('a webhook that somebody else signed is nobody’s', () => {
    const body = JSON.stringify({
      id: 'evt_1',
      object: 'event',
      type: 'checkout.session.completed',
      data: { object: {} },
    })
    const headers = { 'stripe-signature': 't=1,v1=00', 'sandbox-signature': `t=1,v1=${'0'.repeat(64)}` }
    expect(bench.provider.readWebhook(headers, body)).toBeNull()
    expect(bench.provider.readWebhook({}, body)).toBeNull()
  })
})

test('the sandbox bank takes no larger form than its own page sends', async () => {
  const { app } = sandboxServer({ recordFile: null, secret: 'a secret of this test', pendingMs: 0 })
  const { statusCode } = await app.inject({
    method: 'POST',
    url: '/challenge/pay_x',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'a&'.repeat(1000),
  })
  expect(statusCode).toBe(413)
})

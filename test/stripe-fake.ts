import type { AddressInfo } from 'node:net'
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify'
import Stripe from 'stripe'
import { newId } from '#platform/ids.ts'

type Session = {
  id: string
  object: 'checkout.session'
  client_reference_id: string
  amount_total: number
  currency: string
  status: 'open' | 'complete' | 'expired'
  payment_status: 'paid' | 'unpaid'
  payment_intent: string | null
  success_url: string
  url: string | null
}
type Refund = { id: string; object: 'refund'; payment_intent: string; amount: number; status: 'succeeded' }

const key = 'sk_test_fondaco'
const webhookSecret = 'whsec_fondaco'

/**
 * Implements the part of Stripe's protocol that we use: form bodies, idempotency keys, errors, signed events. Keeps its
 * own record, so that ours can be compared with it.
 */
export async function stripeFake(webhookUrl: string | null) {
  const app = Fastify({ forceCloseConnections: true })
  const sessions = new Map<string, Session>()
  const refunds = new Map<string, Refund>()
  const answers = new Map<string, { body: string; answer: object }>()
  const stripe = new Stripe(key)
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(body as string))),
  )
  const refuse = (status: number, message: string) =>
    Object.assign(new Error(message), { statusCode: status, type: 'invalid_request_error' })
  app.setErrorHandler<Error & { statusCode?: number; type?: string }>((error, _request, reply) =>
    reply.code(error.statusCode ?? 500).send({ error: { type: error.type ?? 'api_error', message: error.message } }),
  )
  app.addHook('onRequest', async request => {
    if (request.headers.authorization !== `Bearer ${key}`) throw refuse(401, 'Invalid API Key')
  })
  const once = (request: FastifyRequest, reply: FastifyReply, make: () => object): object => {
    const name = String(request.headers['idempotency-key'])
    const body = JSON.stringify(request.body)
    const known = answers.get(name)
    if (known && known.body !== body)
      throw Object.assign(refuse(400, 'Keys for idempotent requests can only be used with the same parameters'), {
        type: 'idempotency_error',
      })
    if (known) reply.header('idempotent-replayed', 'true')
    const answer = known?.answer ?? make()
    answers.set(name, { body, answer })
    return answer
  }

  app.post<{ Body: Record<string, string> }>('/v1/checkout/sessions', async (request, reply) =>
    once(request, reply, () => {
      const id = `cs_test_${newId()}`
      const session: Session = {
        id,
        object: 'checkout.session',
        client_reference_id: request.body.client_reference_id!,
        amount_total: Number(request.body['line_items[0][price_data][unit_amount]']),
        currency: request.body['line_items[0][price_data][currency]']!,
        status: 'open',
        payment_status: 'unpaid',
        payment_intent: null,
        success_url: request.body.success_url!,
        url: `https://checkout.stripe.test/${id}`,
      }
      sessions.set(id, session)
      return { ...session }
    }),
  )
  app.get<{ Params: { id: string } }>('/v1/checkout/sessions/:id', async ({ params }) => found(params.id))
  app.post<{ Params: { id: string } }>('/v1/checkout/sessions/:id/expire', async ({ params }) => {
    const session = found(params.id)
    if (session.status !== 'open') throw refuse(400, `This Session is ${session.status}`)
    return change(params.id, { status: 'expired', url: null })
  })
  app.post<{ Body: Record<string, string> }>('/v1/refunds', async (request, reply) =>
    once(request, reply, () => {
      const { payment_intent = '', amount } = request.body
      const session = [...sessions.values()].find(each => each.payment_intent === payment_intent)
      if (session?.payment_status !== 'paid') throw refuse(404, `No such payment_intent: ${payment_intent}`)
      const before = [...refunds.values()].filter(each => each.payment_intent === payment_intent)
      if (before.reduce((sum, each) => sum + each.amount, 0) + Number(amount) > session.amount_total)
        throw refuse(400, 'Refund amount is greater than unrefunded amount on charge')
      const refund: Refund = {
        id: `re_${newId()}`,
        object: 'refund',
        payment_intent,
        amount: Number(amount),
        status: 'succeeded',
      }
      refunds.set(refund.id, refund)
      return refund
    }),
  )

  function found(id: string): Session {
    const session = sessions.get(id)
    if (!session) throw refuse(404, `No such checkout.session: ${id}`)
    return session
  }
  function change(id: string, changes: Partial<Session>): Session {
    const changed = { ...found(id), ...changes }
    sessions.set(id, changed)
    return changed
  }
  const signed = (type: string, object: object) => {
    const payload = JSON.stringify({ id: `evt_${newId()}`, object: 'event', type, data: { object } })
    return { payload, signature: stripe.webhooks.generateTestHeaderString({ payload, secret: webhookSecret }) }
  }
  /** Each twice, since Stripe repeats webhooks. */
  async function sendWebhook(type: string, session: Session): Promise<void> {
    if (!webhookUrl) return
    const { payload, signature } = signed(type, session)
    for (let copy = 0; copy < 2; copy++)
      await fetch(webhookUrl, {
        method: 'POST',
        headers: { 'stripe-signature': signature, 'content-type': 'application/json' },
        body: payload,
      })
  }

  await app.listen({ port: 0, host: '127.0.0.1' })
  return {
    access: { secretKey: key, webhookSecret, url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}` },
    /** What the buyer does on the payment page of our payment, and what follows. */
    async buyerPays(
      payment: string,
      how: 'at once' | 'in a while' | 'the money came' | 'the money did not come',
      { silently = false } = {},
    ): Promise<void> {
      const { id, status } = [...sessions.values()].find(each => each.client_reference_id === payment)!
      if (status === 'expired') throw new Error('This page has expired')
      if (how === 'the money did not come') return sendWebhook('checkout.session.async_payment_failed', found(id))
      const paid = how !== 'in a while'
      const payment_intent = found(id).payment_intent ?? `pi_${newId()}`
      const payment_status = paid ? ('paid' as const) : ('unpaid' as const)
      const session = change(id, { status: 'complete', payment_status, payment_intent, url: null })
      if (!silently)
        await sendWebhook(
          how === 'the money came' ? 'checkout.session.async_payment_succeeded' : 'checkout.session.completed',
          session,
        )
    },
    signed,
    /** Its own record of all money, in minor units. */
    account: () => ({
      captured_minor: [...sessions.values()].reduce(
        (sum, s) => sum + (s.payment_status === 'paid' ? s.amount_total : 0),
        0,
      ),
      refunded_minor: [...refunds.values()].reduce((sum, refund) => sum + refund.amount, 0),
    }),
    close: () => app.close(),
  }
}

import { setTimeout as sleep } from 'node:timers/promises'
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify'
import { z } from 'zod'
import type { ChargeOutcome } from '#payments/providers/provider.ts'
import { type SandboxPayment, SandboxRecord } from '#payments/providers/sandbox-record.ts'
import { sign } from '#payments/providers/signature.ts'
import { wallNow } from '#platform/clock.ts'
import { newId } from '#platform/ids.ts'

type SandboxOptions = {
  /** Where the record is kept; in memory only when null. */
  readonly recordFile: string | null
  /** Signs webhooks. */
  readonly secret: string
  /** A pending payment is confirmed automatically after this time; 0: only manually. */
  readonly pendingMs: number
  /** The public URL of its bank page; by default the address it listens on. */
  readonly url?: string
  /** Sends every webhook this many times, for tests, because real providers send duplicates. */
  readonly copies?: number
}

const ChargeBody = z.object({
  id: z.string().min(1).max(100),
  amount_minor: z.int().positive(),
  currency: z.string().length(3),
  method: z.enum(['card_ok', 'card_refused', 'card_pending', 'card_redirect']),
  return_url: z.string().max(500),
  webhook_url: z.string().max(500),
})
const RefundBody = z.object({
  id: z.string().min(1).max(100),
  payment_id: z.string(),
  amount_minor: z.int().positive(),
  currency: z.string().length(3),
})

/** What becomes of a payment that is pending or waits for the buyer. */
const AnswerBody = z.object({ outcome: z.enum(['captured', 'refused']) })
type Answer = z.output<typeof AnswerBody>['outcome']

const firstState = {
  card_ok: 'captured',
  card_refused: 'refused',
  card_pending: 'pending',
  card_redirect: 'redirect',
} as const

/** A payment provider to develop and test against: a real HTTP server with a record of its own. */
export function sandboxServer(options: SandboxOptions): {
  app: FastifyInstance
  record: SandboxRecord
  /** Resolves when all webhooks have been sent. */
  delivered(): Promise<unknown>
} {
  const app = Fastify({ forceCloseConnections: true })
  const record = new SandboxRecord(options.recordFile)
  const webhooks = webhookSender(options)
  const answerTo = (payment: SandboxPayment) => outcomeOf(payment, () => options.url ?? addressOf(app))
  takeForms(app)

  app.post('/payments', async request => {
    const body = ChargeBody.parse(request.body)
    const known = record.payments.get(body.id)
    if (known) return answerTo(known)
    const payment: SandboxPayment = { ...body, ref: `sbx_${newId()}`, state: firstState[body.method] }
    record.keep({ payment })
    if (payment.state === 'pending' && options.pendingMs > 0)
      setTimeout(() => resolve(payment.id, 'captured'), options.pendingMs).unref()
    return answerTo(payment)
  })

  app.get<{ Params: { id: string } }>('/payments/:id', async request => {
    const payment = record.payments.get(request.params.id)
    return payment && payment.state !== 'canceled' ? answerTo(payment) : null
  })

  app.post<{ Params: { id: string } }>('/payments/:id/cancel', async request => {
    const { id } = request.params
    const payment = record.payments.get(id)
    if (payment?.state === 'captured' || payment?.state === 'pending') return { state: payment.state }
    // unknown ids too: a charge that arrives later must find itself canceled
    const empty = { id, ref: '', amount_minor: 0, currency: '', method: '', return_url: '', webhook_url: '' }
    record.keep({ payment: { ...(payment ?? empty), state: 'canceled' } })
    return { state: 'canceled' }
  })

  app.post('/refunds', async (request, reply) => {
    const body = RefundBody.parse(request.body)
    if (record.refunds.has(body.id)) return { state: 'done' }
    const payment = record.payments.get(body.payment_id)
    if (payment?.state !== 'captured') return reply.code(409).send({ error: 'not captured' })
    if (record.refundedOf(payment.id) + body.amount_minor > payment.amount_minor)
      return reply.code(409).send({ error: 'more than was paid' })
    record.keep({ refund: body })
    return { state: 'done' }
  })

  app.get('/account', async () => record.account())

  /** Resolves a payment that is pending or waits for the buyer, manually or from a test. */
  app.post<{ Params: { id: string } }>('/payments/:id/resolve', async (request, reply) => {
    const { outcome } = AnswerBody.parse(request.body)
    return resolve(request.params.id, outcome) ? { state: outcome } : reply.code(409).send({ error: 'not open' })
  })

  serveBankPage(app, record, resolve)

  function resolve(id: string, state: Answer): boolean {
    const payment = record.payments.get(id)
    if (payment?.state !== 'pending' && payment?.state !== 'redirect') return false
    const resolved = { ...payment, state }
    record.keep({ payment: resolved })
    webhooks.send(resolved, answerTo(resolved))
    return true
  }

  return { app, record, delivered: webhooks.delivered }
}

function outcomeOf(payment: SandboxPayment, address: () => string): ChargeOutcome {
  if (payment.state === 'refused') return { state: 'refused', ref: payment.ref, because: 'card_declined' }
  if (payment.state === 'canceled') return { state: 'refused', ref: payment.ref, because: 'canceled' }
  if (payment.state !== 'redirect') return { state: payment.state, ref: payment.ref }
  return { state: 'redirect', ref: payment.ref, url: `${address()}/challenge/${payment.id}` }
}

function addressOf(app: FastifyInstance): string {
  const address = app.server.address()
  if (address === null || typeof address === 'string') throw new Error('the sandbox provider does not listen')
  return `http://127.0.0.1:${address.port}`
}

/** Sends webhooks without waiting for them; `delivered` resolves when all have been sent. */
function webhookSender({ secret, copies = 1 }: SandboxOptions) {
  const underWay = new Set<Promise<void>>()
  return {
    send(payment: SandboxPayment, outcome: ChargeOutcome): void {
      for (let copy = 0; copy < copies; copy++) {
        const sent = notify(payment, secret, outcome).finally(() => underWay.delete(sent))
        underWay.add(sent)
      }
    },
    delivered: () => Promise.all(underWay),
  }
}

/**
 * Eight attempts over two minutes. The event's id is made of the payment's id and state, so that duplicates are
 * recognized.
 */
async function notify(payment: SandboxPayment, secret: string, outcome: ChargeOutcome): Promise<void> {
  const body = JSON.stringify({ eventId: `${payment.ref}:${outcome.state}`, id: payment.id, outcome })
  for (let attempt = 0; attempt < 8; attempt++) {
    const signature = sign(secret, body, Math.floor(wallNow().epochMilliseconds / 1000))
    const response = await fetch(payment.webhook_url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sandbox-signature': signature },
      body,
    }).catch(() => null)
    if (response?.ok) return
    await sleep(500 * 2 ** attempt, undefined, { ref: false })
  }
}

/** Only forms as small as that of its own page: the time to parse one grows with the square of its fields. */
function takeForms(app: FastifyInstance): void {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: 1024 },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(body as string))),
  )
}

/** The bank's page, where a buyer approves or refuses a payment and goes back to the shop. */
function serveBankPage(
  app: FastifyInstance,
  record: SandboxRecord,
  resolve: (id: string, answer: Answer) => boolean,
): void {
  app.get<{ Params: { id: string } }>('/challenge/:id', async (request, reply) =>
    challengePage(reply, record.payments.get(request.params.id)),
  )
  app.post<{ Params: { id: string } }>('/challenge/:id', async (request, reply) => {
    resolve(request.params.id, AnswerBody.parse(request.body).outcome)
    return reply.redirect(record.payments.get(request.params.id)?.return_url ?? '/', 303)
  })
}

function challengePage(reply: FastifyReply, payment: SandboxPayment | undefined): FastifyReply {
  reply.type('text/html').header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
  if (!payment) return reply.code(404).send('<!doctype html><title>Unknown payment</title><p>Unknown payment.')
  const amount = `${(payment.amount_minor / 100).toFixed(2)} ${payment.currency}`
  return reply.send(`<!doctype html><html lang="en"><meta name="viewport" content="width=device-width">
<title>Sandbox bank</title><style>body{font:16px system-ui;max-width:26rem;margin:12vh auto;padding:0 1rem}
button{font:inherit;padding:.7rem 1.2rem;border-radius:8px;border:1px solid #999;margin-right:.5rem;cursor:pointer}</style>
<h1>Sandbox bank</h1><p>A shop asks for <strong>${amount}</strong>.</p><form method="post">
<button name="outcome" value="captured">Approve</button><button name="outcome" value="refused">Refuse</button></form></html>`)
}

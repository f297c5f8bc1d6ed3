import { Agent, request } from 'node:http'
import {
  type Charge,
  type ChargeOutcome,
  type PaymentProvider,
  ProviderEventSchema,
} from '#payments/providers/provider.ts'
import { isSigned } from '#payments/providers/signature.ts'
import { wallNow } from '#platform/clock.ts'
import { outside } from '#platform/current-transaction.ts'

/** Test cards: each behaves as its name says. */
const sandboxMethods = ['card_ok', 'card_refused', 'card_pending', 'card_redirect'] as const

const timeoutMs = 10_000

/** The client of the sandbox provider at `url`, whose webhooks are signed with `secret`. */
export function sandboxProvider(url: string, secret: string): PaymentProvider {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const ask = <T>(method: string, path: string, body?: object) =>
    outside(`sandbox provider: ${method} ${path}`, () => call<T>(agent, new URL(path, url), method, body))
  return {
    name: 'sandbox',
    methods: sandboxMethods,
    charge: ({ id, amountMinor, currency, method, returnUrl, webhookUrl }: Charge) =>
      ask<ChargeOutcome>('POST', '/payments', {
        id,
        amount_minor: Number(amountMinor),
        currency,
        method,
        return_url: returnUrl,
        webhook_url: webhookUrl,
      }),
    lookUp: ({ id }) => ask<ChargeOutcome | null>('GET', `/payments/${id}`),
    cancelUnlessCaptured: async ({ id }) =>
      (await ask<{ state: 'captured' | 'canceled' | 'pending' }>('POST', `/payments/${id}/cancel`, {})).state,
    refund: async ({ id, chargeId, amountMinor, currency }) => {
      await ask('POST', '/refunds', { id, payment_id: chargeId, amount_minor: Number(amountMinor), currency })
    },
    readWebhook(headers, body) {
      const signature = headers['sandbox-signature']
      const now = Math.floor(wallNow().epochMilliseconds / 1000)
      if (typeof signature !== 'string' || !isSigned(secret, body, signature, now)) return null
      try {
        return ProviderEventSchema.parse(JSON.parse(body))
      } catch {
        return { kind: 'malformed' }
      }
    },
  }
}

/** node:http with a kept-alive connection: `fetch` uses three times the CPU for a call of this size. */
function call<T>(agent: Agent, url: URL, method: string, body?: object): Promise<T> {
  return new Promise((resolve, reject) => {
    const text = body && JSON.stringify(body)
    const sent = request(
      url,
      {
        method,
        agent,
        timeout: timeoutMs,
        headers: text ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) } : {},
      },
      response => {
        const chunks: Buffer[] = []
        response.on('data', chunk => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const answer = Buffer.concat(chunks).toString()
          if (response.statusCode === 200) resolve(JSON.parse(answer))
          else reject(new Error(`sandbox provider answered ${response.statusCode}: ${answer.slice(0, 300)}`))
        })
      },
    )
    sent.on('timeout', () => sent.destroy(new Error('sandbox provider did not answer in time')))
    sent.on('error', reject)
    sent.end(text)
  })
}

import { Agent, request } from 'node:http'
import { sessionCookie } from '#app/server.ts'

type Answer = { readonly status: number; readonly body: string }

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

/** Uses node:http with keep-alive, the cheapest client: the server is what we measure. */
export function call(
  base: URL,
  method: string,
  path: string,
  { token, key, body }: { token?: string; key?: string; body?: unknown } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const text = body === undefined ? undefined : JSON.stringify(body)
    const sent = request(
      {
        agent,
        host: base.hostname,
        port: base.port,
        method,
        path,
        headers: {
          ...(text && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
          ...(token && { cookie: `${sessionCookie}=${token}` }),
          ...(key && { 'idempotency-key': key }),
        },
      },
      response => {
        const chunks: Buffer[] = []
        response.on('data', chunk => chunks.push(chunk))
        response.on('end', () => resolve({ status: response.statusCode!, body: Buffer.concat(chunks).toString() }))
      },
    )
    sent.on('error', reject)
    sent.end(text)
  })
}

/** The body of a successful response. */
export async function ok(answer: Promise<Answer>): Promise<string> {
  const { status, body } = await answer
  if (status !== 200) throw new Error(`${status}: ${body.slice(0, 300)}`)
  return body
}

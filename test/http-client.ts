import { type Api, routes } from '#app/routes.ts'
import { sessionCookie } from '#app/server.ts'
import { Refusal } from '#platform/refusal.ts'
import type { AnyRoute } from '#platform/route.ts'

export type HttpClient = {
  readonly api: Api
  /** The same caller acting for a store, by its public id. */
  actingFor(store: string): Api
  /** The session from the current cookie; a guest's appears with the first write. */
  token(): string | null
}

/**
 * The typed client over real HTTP with one cookie; `from` is the address it calls from. Throws a problem+json response
 * as the refusal.
 */
export function httpClient(baseUrl: () => string, firstToken: string | null, from?: string): HttpClient {
  let token = firstToken
  const call = async (
    route: AnyRoute,
    input: Record<string, unknown>,
    key: string | undefined,
    store: string | null,
  ): Promise<unknown> => {
    const rest = { ...input }
    const path = route.path.replace(/:([a-z_]+)/g, (_, name: string) => {
      const value = rest[name]
      delete rest[name]
      return encodeURIComponent(String(value).toWellFormed()) // a path is UTF-8
    })
    const inQuery = route.method === 'GET' || route.method === 'DELETE'
    const query = inQuery
      ? `?${new URLSearchParams(Object.entries(rest).flatMap(([k, v]) => (v == null ? [] : [[k, String(v)]])))}`
      : ''
    const response = await fetch(baseUrl() + path + query, {
      method: route.method,
      headers: {
        ...(token && { cookie: `${sessionCookie}=${token}` }),
        ...(!inQuery && !route.upload && { 'content-type': 'application/json' }),
        ...(key && { 'idempotency-key': key }),
        ...(store && { 'fondaco-store': store }),
        ...(from && { 'x-forwarded-for': from }),
      },
      ...(!inQuery && { body: route.upload ? formOf(rest) : JSON.stringify(rest) }),
    })
    const cookie = response.headers.getSetCookie().find(each => each.startsWith(`${sessionCookie}=`))
    if (cookie) token = /=([^;]*)/.exec(cookie)![1] || null
    if (route.download && response.ok)
      return {
        name: /filename="([^"]+)"/.exec(response.headers.get('content-disposition')!)![1],
        bytes: Buffer.from(await response.arrayBuffer()),
      }
    const answer = await response.json()
    if (response.ok) return answer
    const { code, ...problem } = answer as Record<string, unknown>
    const { type: _1, title: _2, status: _3, detail: _4, request_id: _5, ...params } = problem
    throw new Refusal(String(code), response.status, params)
  }
  const apiOf = (store: string | null) =>
    Object.fromEntries(
      Object.entries(routes).map(([name, route]) => [
        name,
        (input: Record<string, unknown>, key?: string) => call(route, input, key, store),
      ]),
    ) as unknown as Api
  return { api: apiOf(null), actingFor: apiOf, token: () => token }
}

function formOf(input: Record<string, unknown>): FormData {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(input.file as Buffer)]), String(input.name ?? 'file'))
  return form
}

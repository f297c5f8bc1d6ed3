/** A module's closed list of refusals: code → HTTP status. Pure data; the browser translates the codes. */
export type RefusalList = Readonly<Record<string, number>>

/** An expected, typed refusal of a request, sent to the caller. Bugs are assertions, not refusals. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: string
  readonly status: number
  readonly params: Readonly<Record<string, unknown>>
  constructor(code: string, status: number, params: Readonly<Record<string, unknown>> = {}) {
    super(code)
    this.code = code
    this.status = status
    this.params = params
  }
}

/** `const refuse = refuser(cartRefusals)`; then `throw refuse('cart.empty')`, checked against the list. */
export const refuser =
  <L extends RefusalList>(list: L) =>
  (code: keyof L & string, params?: Readonly<Record<string, unknown>>): Refusal =>
    new Refusal(code, list[code]!, params)

/** Turns an error raised by `platform.refuse` in a statement into a Refusal; returns any other error as it is. */
export function refusedInSql(
  error: unknown,
  refuse: (code: never, params: Record<string, unknown>) => Refusal,
): unknown {
  const { code, message, detail } = error as { code?: string; message: string; detail?: string }
  return code === 'FR001' ? refuse(message as never, JSON.parse(detail!)) : error
}

/** What any route may answer before its own code runs. */
export const commonRefusals = {
  'request.invalid': 400,
  /** Only of routes for members of a store. */
  'store.required': 400,
  'request.not_signed_in': 401,
  'request.forbidden': 403,
  'request.unconfirmed': 403,
  'request.cross_site': 403,
  'request.not_found': 404,
  'request.method_not_allowed': 405,
  'request.too_large': 413,
  'request.unsupported': 415,
  'request.key_reused': 422,
  'request.too_many': 429,
  'request.unavailable': 503,
} as const satisfies RefusalList

export const refuseRequest = refuser(commonRefusals)

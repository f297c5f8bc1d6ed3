import { hash } from 'node:crypto'
import type { z } from 'zod'
import type { Db } from '#platform/db.ts'
import { unstorableAt, withoutSecrets } from '#platform/json.ts'
import type { Once } from '#platform/once.ts'
import { commonRefusals, Refusal, refuseRequest } from '#platform/refusal.ts'
import { isUnavailable, unavailable } from '#platform/unavailable.ts'
import { unknownFieldOf } from '#platform/unknown-field.ts'

/**
 * The audience of a route. `public`: anybody. `shop`: buyers, with or without a log-in (a guest gets a buyer at the
 * first write). `user`: logged-in users. `seller`: a member acting for a store, see `Call`. `ops`: an operator.
 */
export type Audience = 'public' | 'shop' | 'user' | 'seller' | 'ops'

/** The caller, according to the session. */
export type Principal = {
  readonly buyerId: string
  readonly userId: string | null
  /** The store acted for: the one named, else their only one. */
  readonly storeId: string | null
  /** Of how many stores they are a member. */
  readonly stores: number
  readonly permissions: ReadonlySet<string>
  readonly operator: boolean
  /** They gave a second factor, or without one their password, a short time ago. */
  readonly confirmed: boolean
  readonly policyVersion: number
}

type Base = { readonly db: Db; readonly once: Once | null; readonly call: Call; readonly principal: Principal | null }
type ByAudience = {
  public: unknown
  shop: { readonly buyerId: string | null }
  user: { readonly userId: string; readonly buyerId: string }
  seller: { readonly userId: string; readonly storeId: string }
  ops: { readonly userId: string }
}
export type Ctx<A extends Audience> = Base & ByAudience[A]

/** What routes and commands (`command.ts`) have in common. */
export type Endpoint<A extends Audience, I extends z.ZodObject> = {
  readonly path: string
  readonly audience: A
  /** Members and operators without this permission are refused. */
  readonly permission?: string
  /** Only for callers who confirmed a short time ago that it is them: what cannot be undone, or gives power. */
  readonly confirmed?: true
  readonly summary: string
  /** Path, query and body in one object. */
  readonly input: I
  /** A valid input except for its ids: shown in OpenAPI, used by tests. */
  readonly example?: Readonly<Partial<z.input<I>>>
  /** Fields that a read answers and a write may send back, where they change nothing. */
  readonly readOnly?: readonly string[]
  /** Refusal codes of this route, besides the common ones. */
  readonly refusals: readonly string[]
}

export type Route<A extends Audience, I extends z.ZodObject, O extends z.ZodType> = Endpoint<A, I> & {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly output: O
  /** Takes one file as `multipart/form-data` of at most this many bytes, as the input `file`. */
  readonly upload?: { readonly maxBytes: number }
  /** Responds with a file of this media type instead of JSON; the output is `FileSchema`. */
  readonly download?: string
  /** The same for every caller: may be cached by clients and proxies, which must revalidate it each time. */
  readonly cacheable?: true
  /** The declaration, for a route made by `command()`. */
  readonly command?: CommandFacts
  handle(ctx: Ctx<A>, input: z.output<I>): Promise<z.input<O>>
}

/** What tests read of a command. */
type CommandFacts = {
  /** The recorded action, or the reason why none is recorded. */
  readonly audit: string | { readonly none: string }
  /**
   * Input fields that must belong to the caller's store, each with the code that another store's id is refused with.
   */
  readonly owns: Readonly<Record<string, string>>
}

/** Any route. `never` parameters make every Route assignable without `any`. */
export type AnyRoute = Omit<Route<Audience, z.ZodObject, z.ZodType>, 'handle'> & {
  handle(ctx: never, input: never): Promise<unknown>
}

/** Declares a route; infers audience and schemas. */
export const route = <const A extends Audience, I extends z.ZodObject, O extends z.ZodType>(
  declaration: Route<A, I, O>,
): Route<A, I, O> => declaration

/** How a call resolves its caller. Provided by the composition root; modules above `accounts` never see tokens. */
export type Identity = {
  /** `store`: the one the caller names; null: none, so that their only one counts. */
  principalOf(token: string, store: string | null): Promise<Principal | null>
  /** Creates a guest: a buyer without log-in, with a session. */
  openGuest(): Promise<{ token: string; principal: Principal }>
}

/**
 * The network address of a call, for rate limits. `limited`: calls from one network share a limit; false when a proxy
 * hides the address.
 */
export type Origin = { readonly network: string; readonly limited: boolean }

/** One incoming request: resolves its caller at most once, however many routes a page calls. */
export class Call {
  readonly db: Db
  /** The user agent. */
  readonly device: string | null
  /** The network address. */
  readonly origin: Origin
  /**
   * The store the caller names, which must be one of theirs; null when they name none: the only store they are a member of.
   */
  readonly store: string | null
  readonly #identity: Identity
  readonly #tokenChanged: (token: string | null, seconds?: number) => void
  #token: string | null
  #principal: Promise<Principal | null> | undefined

  constructor(
    db: Db,
    identity: Identity,
    caller: { token: string | null; store: string | null; device: string | null; origin: Origin },
    tokenChanged: (token: string | null, seconds?: number) => void,
  ) {
    this.db = db
    this.device = caller.device
    this.origin = caller.origin
    this.#identity = identity
    this.store = caller.store
    this.#token = caller.token
    this.#tokenChanged = tokenChanged
  }

  get token(): string | null {
    return this.#token
  }

  principal(): Promise<Principal | null> {
    this.#principal ??= this.#resolve()
    return this.#principal
  }

  async guest(): Promise<Principal> {
    const { token, principal } = await this.#identity.openGuest()
    this.setSession(token)
    this.#principal = Promise.resolve(principal)
    return principal
  }

  /**
   * Changes the caller (log-in, log-out): sends a new token as a cookie, valid for `seconds` or for the lifetime of a
   * session.
   */
  setSession(token: string | null, seconds?: number): void {
    if (token !== this.#token) this.#tokenChanged(token, seconds)
    this.#token = token
    this.#principal = undefined
  }

  async #resolve(): Promise<Principal | null> {
    if (!this.#token) return null
    const principal = await this.#identity.principalOf(this.#token, this.store)
    if (principal) await this.db.policy.reloadIfStale(this.db, principal.policyVersion)
    return principal
  }
}

/**
 * Runs a route for a call: who may, schema, handler. The same for HTTP and in-process callers. `raw` is the input
 * before its schema, `key` the caller's Idempotency-Key. Refuses `request.unavailable` when the database, or a partner,
 * fails meanwhile: what was done until then is undone, or is resumed by a repeat with the same key. `strict`: fields that the
 * schema does not know are refused; pages pass on what stands in their address.
 */
export async function invoke(
  route: AnyRoute,
  call: Call,
  raw: unknown,
  key: string | undefined,
  { strict = false }: { strict?: boolean } = {},
): Promise<unknown> {
  try {
    return await run(route, call, raw, key, strict)
  } catch (error) {
    throw isUnavailable(error) ? unavailable(error) : error
  }
}

/** What is wrong with an input field, with the limit it exceeds: of a number, or of the length of a text. */
function issueOf(issue: z.core.$ZodIssue) {
  const limit =
    issue.code === 'too_big'
      ? { max: Number(issue.maximum), of: issue.origin }
      : issue.code === 'too_small'
        ? { min: Number(issue.minimum), of: issue.origin }
        : {}
  return { path: issue.path.join('.'), message: issue.message, ...limit }
}

async function run(
  route: AnyRoute,
  call: Call,
  sent: unknown,
  key: string | undefined,
  strict: boolean,
): Promise<unknown> {
  const raw = without(sent as object, route.readOnly)
  const unstorable = unstorableAt(raw)
  const input = unstorable === null ? route.input.safeParse(raw) : null
  const principal = await authorize(route, call, input?.success ?? false)
  if (!input)
    throw refuseRequest('request.invalid', {
      issues: [{ path: unstorable, message: 'text holds a character that cannot be stored, or nests too deeply' }],
    })
  if (!input.success)
    throw refuseRequest('request.invalid', {
      issues: input.error.issues.map(issueOf),
    })
  const unknown = strict ? unknownFieldOf(route.input, raw) : null
  if (unknown !== null)
    throw refuseRequest('request.invalid', { issues: [{ path: unknown, message: 'unknown field' }] })
  const ctx = {
    db: call.db,
    call,
    principal,
    once: key && principal ? onceOf(principal, key, route, withoutSecrets(route.input, input.data)) : null,
    buyerId: principal?.buyerId ?? null,
    userId: principal?.userId,
    storeId: principal?.storeId,
  }
  try {
    return await route.handle(ctx as never, input.data as never)
  } catch (error) {
    if (error instanceof Refusal && !route.refusals.includes(error.code) && !(error.code in commonRefusals))
      throw new Error(`${route.method} ${route.path} answers '${error.code}', which it does not declare`, {
        cause: error,
      })
    throw error
  }
}

const without = (raw: object, names: readonly string[] = []): object =>
  names.length === 0 ? raw : Object.fromEntries(Object.entries(raw).filter(([name]) => !names.includes(name)))

/** Refuses callers who may not call this, before reading their input. Returns the caller. */
export const assertAllowed = (route: AnyRoute, call: Call): Promise<Principal | null> => authorize(route, call, false)

/** Checks access before the input is read, so that error messages reveal nothing to others. */
async function authorize(route: AnyRoute, call: Call, valid: boolean): Promise<Principal | null> {
  const principal = await call.principal()
  if (route.audience === 'public') return principal
  if (route.audience === 'shop') return principal ?? (route.method === 'GET' || !valid ? null : call.guest())
  if (!principal?.userId) throw refuseRequest('request.not_signed_in')
  if (route.audience === 'seller' && !principal.storeId)
    throw refuseRequest(call.store === null && principal.stores > 1 ? 'store.required' : 'request.forbidden')
  if (route.audience === 'ops' && !principal.operator) throw refuseRequest('request.forbidden')
  if (route.permission && !principal.permissions.has(route.permission)) throw refuseRequest('request.forbidden')
  if (route.confirmed && !principal.confirmed) throw refuseRequest('request.unconfirmed')
  return principal
}

const onceOf = (principal: Principal, key: string, route: AnyRoute, input: unknown): Once => ({
  owner: route.audience === 'seller' ? principal.storeId! : (principal.userId ?? principal.buyerId),
  key: `${route.method} ${route.path} ${key}`,
  bodyHash: hash('sha256', bodyText(input), 'buffer'),
})

/**
 * What tells one input from another, as text: after its schema, so that the order of fields, a default that is given and
 * one that is left out, or two spellings of an instant make no difference. A file stands in it by its hash. Files are
 * fields of the input itself, and are replaced before `JSON.stringify` sees them: it calls `Buffer.toJSON` before any
 * replacer, 3 s for 12 MB.
 */
export const bodyText = (input: unknown): string =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(input as object).map(([name, value]) => [
        name,
        Buffer.isBuffer(value) ? hash('sha256', value) : value,
      ]),
    ),
    (_name, value) => (typeof value === 'bigint' ? String(value) : value),
  )

export type Routes = Readonly<Record<string, AnyRoute>>

/** The typed client of a set of routes: what pages and tests call. */
export type Client<R extends Routes> = {
  [K in keyof R]: (input: z.input<R[K]['input']>, key?: string) => Promise<z.output<R[K]['output']>>
}

/** Calls routes in this process with the guards, schemas and stripping of the wire, without the hop. */
export function clientOf<R extends Routes>(routes: R, call: Call): Client<R> {
  const entries = Object.entries(routes).map(([name, route]) => [
    name,
    async (input: unknown, key?: string) => route.output.parse(await invoke(route, call, input, key)),
  ])
  return Object.fromEntries(entries) as Client<R>
}

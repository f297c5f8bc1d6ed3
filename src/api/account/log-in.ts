import { z } from 'zod'
import { closeSession, factorMinutes, type roles } from '#accounts/index.ts'
import {
  Email,
  FactorCode,
  Locale,
  MailedCode,
  OwnPassword,
  Password,
  passSecondFactor,
  RequestSecret,
  type SignedIn,
  sendCode,
  signInWithCode,
  signInWithPassword,
  UserName,
} from '#auth/index.ts'
import { type Db, sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { OkSchema } from '#platform/json.ts'
import { type Call, route } from '#platform/route.ts'

const Asked = z.object({
  request: z.string().describe('A secret of the caller, to be sent with the code when it is confirmed'),
})

const LoggedIn = z.object({
  second_factor: z.boolean().describe('A second factor is still required: see `passSecondFactor`'),
})

type UserRow = {
  name: string
  email: string
  operator: boolean
  /** The user's role in each of their stores. */
  roles: Readonly<Record<string, keyof typeof roles>> | null
}

export const accountLogIn = {
  signUp: route({
    method: 'POST',
    path: '/api/account/sign-up',
    audience: 'public',
    summary: 'Start a sign-up: a six-digit code is sent to the address',
    input: z.object({ name: UserName, email: Email, password: Password, locale: Locale }),
    example: { name: 'Camille', email: 'camille@example.eu', password: 'four quiet words here', locale: 'en' },
    output: Asked,
    refusals: ['account.code_too_soon', 'account.codes_used_up', 'account.password_common'],
    async handle({ db, call: { origin } }, { name, email, password, locale }) {
      const signUp = { name, locale, password, terms: 'terms' } as const
      return { request: await sendCode(db, { email, locale, origin, signUp, again: null }) }
    },
  }),

  sendCode: route({
    method: 'POST',
    path: '/api/account/codes',
    audience: 'public',
    summary: 'Send a six-digit code for logging in, or resend the code of a sign-up',
    input: z.object({
      email: Email,
      locale: Locale,
      request: RequestSecret.optional().describe(
        'The `request` of an earlier call: its code becomes void, its sign-up is kept',
      ),
    }),
    example: { email: 'camille@example.eu', locale: 'en' },
    output: Asked,
    refusals: ['account.code_too_soon', 'account.codes_used_up'],
    async handle({ db, call: { origin } }, { email, locale, request = null }) {
      return { request: await sendCode(db, { email, locale, origin, again: request }) }
    },
  }),

  confirmCode: route({
    method: 'POST',
    path: '/api/account/codes/confirm',
    audience: 'public',
    summary: 'Log in with a code, or complete a sign-up',
    input: z.object({
      email: Email,
      code: MailedCode,
      request: RequestSecret,
      locale: Locale.optional().describe('The language of an account that the log-in creates; otherwise English'),
    }),
    example: { email: 'camille@example.eu', code: '000000', request: 'x' },
    output: LoggedIn,
    refusals: ['account.wrong_code', 'account.code_expired', 'account.codes_used_up'],
    async handle({ db, call, principal }, { email, code, request, locale }) {
      const visitor = { guest: principal, device: call.device, ...(locale && { locale }) }
      const signedIn = await signInWithCode(db, { email, code, request, origin: call.origin }, visitor)
      return setSession(call, signedIn)
    },
  }),

  logIn: route({
    method: 'POST',
    path: '/api/account/log-in',
    audience: 'public',
    summary: 'Log in with a password',
    input: z.object({ email: Email, password: OwnPassword.min(1) }),
    example: { email: 'camille@example.eu', password: 'four quiet words here' },
    output: LoggedIn,
    refusals: ['account.wrong_password', 'account.locked'],
    async handle({ db, call, principal }, { email, password }) {
      const visitor = { guest: principal, device: call.device }
      return setSession(call, await signInWithPassword(db, { email, password, origin: call.origin }, visitor))
    },
  }),

  passSecondFactor: route({
    method: 'POST',
    path: '/api/account/second-factor/pass',
    audience: 'public',
    summary: 'The second step of a log-in: a code of the app or a backup code',
    input: z.object({ code: FactorCode }),
    example: { code: '000000' },
    output: OkSchema,
    refusals: ['account.log_in_again', 'account.wrong_code', 'account.locked'],
    async handle({ db, call, principal }, { code }) {
      const visitor = { guest: principal, device: call.device }
      call.setSession((await passSecondFactor(db, call.token, code, visitor)).token)
      return { done: true as const }
    },
  }),

  logOut: route({
    method: 'POST',
    path: '/api/account/log-out',
    audience: 'public',
    summary: 'End this session',
    input: z.object({}),
    output: OkSchema,
    refusals: [],
    async handle({ db, call }) {
      if (call.token) await closeSession(db, call.token)
      call.setSession(null)
      return { done: true as const }
    },
  }),

  me: route({
    method: 'GET',
    path: '/api/account/me',
    audience: 'public',
    summary: 'The caller: the user, their stores, and the store acted for',
    input: z.object({}),
    output: z.object({
      user: z
        .object({
          id: z.string(),
          name: z.string(),
          email: z.string(),
          operator: z.boolean(),
          stores: z.array(z.object({ id: z.string(), slug: z.string(), name: z.string(), role: z.string() })),
          store_id: z
            .string()
            .nullable()
            .describe('The store of the `Fondaco-Store` header, else the only one; what `permissions` are for'),
          permissions: z.array(z.string()),
        })
        .nullable(),
      cart_units: z.int(),
    }),
    refusals: [],
    async handle({ db, principal }) {
      if (!principal) return { user: null, cart_units: 0 }
      const [cart_units, user] = await Promise.all([
        unitsInCart(db, principal.buyerId),
        principal.userId === null ? null : readUser(db, principal.userId),
      ])
      if (!user) return { user, cart_units }
      const shown = {
        ...user,
        store_id: principal.storeId && publicId('sto', principal.storeId),
        permissions: [...principal.permissions],
      }
      return { user: shown, cart_units }
    },
  }),
}

async function unitsInCart(db: Db, buyerId: string): Promise<number> {
  const { rows } = await sql<{ units: number }>`
    select coalesce(sum(l.units), 0)::int as units from cart.carts c
    join cart.lines l on l.buyer_id = c.buyer_id and l.cart_id = c.id
    where c.buyer_id = ${buyerId} and c.state = 'open'
  `.execute(db.read)
  return rows[0]!.units
}

/** A user with their stores by name, and their role in each. */
async function readUser(db: Db, userId: string) {
  const { rows } = await sql<UserRow>`
    select u.name, e.email, u.operator,
      (select json_object_agg(m.store_id, m.role) from accounts.memberships m where m.user_id = u.id) as roles
    from accounts.users u join accounts.emails e on e.user_id = u.id where u.id = ${userId} limit 1
  `.execute(db.read)
  const { roles, ...user } = rows[0]!
  const stores = roles
    ? await sql<{ store_id: string; slug: string; name: string }>`
        select store_id, slug, name from sellers.stores where store_id = any(${Object.keys(roles)}::uuid[]) order by name
      `.execute(db.read)
    : { rows: [] }
  return {
    id: publicId('usr', userId),
    ...user,
    stores: stores.rows.map(({ store_id, ...store }) => ({
      id: publicId('sto', store_id),
      ...store,
      role: roles![store_id]!,
    })),
  }
}

/** The cookie of a log-in waiting for its second factor expires with it. */
function setSession(call: Call, { token, half }: SignedIn): { second_factor: boolean } {
  call.setSession(token, half ? factorMinutes * 60 : undefined)
  return { second_factor: half }
}

import { z } from 'zod'
import { actForStore, closeSession, factorMinutes, type roles } from '#accounts/index.ts'
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
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { OkSchema, single } from '#platform/json.ts'
import { refuseRequest } from '#platform/refusal.ts'
import { type Call, route } from '#platform/route.ts'

const Asked = z.object({
  request: z.string().describe('A secret of the caller, to be sent with the code when it is confirmed'),
})

const LoggedIn = z.object({
  second_factor: z.boolean().describe('A second factor is still required: see `passSecondFactor`'),
})

type MeRow = {
  name: string | null
  email: string | null
  operator: boolean | null
  units: number
  stores: { id: string; name: string; role: keyof typeof roles }[] | null
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
      const signUp = { name, locale, password }
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
    input: z.object({ email: Email, code: MailedCode, request: RequestSecret }),
    example: { email: 'camille@example.eu', code: '000000', request: 'x' },
    output: LoggedIn,
    refusals: ['account.wrong_code', 'account.code_expired', 'account.codes_used_up'],
    async handle({ db, call, principal }, { email, code, request }) {
      const visitor = { guest: principal, device: call.device }
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

  chooseStore: route({
    method: 'POST',
    path: '/api/account/store',
    audience: 'user',
    summary: 'Switch to another store the caller is a member of, without a new log-in',
    input: z.object({ store_id: single('sto') }),
    output: OkSchema,
    refusals: [],
    async handle({ db, call }, { store_id }) {
      if (!call.token || !(await actForStore(db, call.token, store_id))) throw refuseRequest('request.forbidden')
      call.setSession(call.token)
      return { done: true as const }
    },
  }),

  me: route({
    method: 'GET',
    path: '/api/account/me',
    audience: 'public',
    summary: 'The caller: user, role and store',
    input: z.object({}),
    output: z.object({
      user: z
        .object({
          id: z.string(),
          name: z.string(),
          email: z.string(),
          operator: z.boolean(),
          stores: z.array(z.object({ id: z.string(), name: z.string(), role: z.string() })),
          store_id: z.string().nullable(),
          permissions: z.array(z.string()),
        })
        .nullable(),
      cart_units: z.int(),
    }),
    refusals: [],
    async handle({ db, principal }) {
      if (!principal) return { user: null, cart_units: 0 }
      const { rows } = await sql<MeRow>`
        select u.name, e.email, u.operator, coalesce((select sum(l.units)::int from cart.carts c join cart.lines l
            on l.buyer_id = c.buyer_id and l.cart_id = c.id where c.buyer_id = ${principal.buyerId} and c.state = 'open'), 0) as units,
          (select json_agg(json_build_object('id', s.store_id, 'name', s.name, 'role', m.role) order by s.name)
            from accounts.memberships m join sellers.stores s on s.store_id = m.store_id where m.user_id = u.id) as stores
        from (select 1) one left join accounts.users u on u.id = ${principal.userId}
        left join accounts.emails e on e.user_id = u.id limit 1
      `.execute(db.read)
      const me = rows[0]!
      if (!principal.userId) return { user: null, cart_units: me.units }
      const user = {
        id: publicId('usr', principal.userId),
        name: me.name!,
        email: me.email!,
        operator: me.operator!,
        stores: (me.stores ?? []).map(store => ({ ...store, id: publicId('sto', store.id) })),
        store_id: principal.storeId && publicId('sto', principal.storeId),
        permissions: [...principal.permissions],
      }
      return { user, cart_units: me.units }
    },
  }),
}

/** The cookie of a log-in waiting for its second factor expires with it. */
function setSession(call: Call, { token, half }: SignedIn): { second_factor: boolean } {
  call.setSession(token, half ? factorMinutes * 60 : undefined)
  return { second_factor: half }
}

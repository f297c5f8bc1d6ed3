import { toDataURL } from 'qrcode'
import { z } from 'zod'
import {
  beginAddressChange,
  beginSecondFactor,
  checkPassword,
  checkSecondFactor,
  confirmAddress,
  confirmSecondFactor,
  endOtherSessions,
  endSession,
  findUser,
  hashPassword,
  isLinkFresh,
  makeMailLink,
  redeemMailLink,
  removeSecondFactor,
  secondFactorOf,
  sessionsOf,
  setPassword,
} from '#accounts/index.ts'
import { addressChangeHours, codeResendSeconds, recoveryMinutes } from '#accounts/policy.ts'
import { accountRefusals } from '#accounts/refusals.ts'
import { Email, Locale, Password } from '#entrance/fields.ts'
import { addressMail, changedMail, recoveryMail } from '#entrance/security-mails.ts'
import { type Db, sql } from '#platform/db.ts'
import { newId, publicId } from '#platform/ids.ts'
import { InstantSchema, instant, single } from '#platform/json.ts'
import { queueMail } from '#platform/mail.ts'
import { refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'
import { inTx, type Tx } from '#platform/tx.ts'

const refuse = refuser(accountRefusals)
const Done = z.object({ done: z.literal(true) })
const done = { done: true as const }
const Code = z.string().min(6).max(20)
const Secret = z.string().min(1).max(100)

type Me = { email: string; name: string; locale: string; password_hash: string | null }
async function readMe(db: Db, userId: string): Promise<Me> {
  const { rows } = await sql<Me>`
    select e.email, u.name, u.locale, u.password_hash from accounts.users u join accounts.emails e on e.user_id = u.id
    where u.id = ${userId} limit 1
  `.execute(db.read)
  return rows[0]!
}

/** Who has a password gives it before a change that could lock the owner out. */
async function checkOwn(db: Db, me: Me, password: string | undefined): Promise<void> {
  if (me.password_hash) await checkPassword(db, me.email, password ?? '')
}

/** Who has a second factor gives that, too: a password read over a shoulder and an open browser are not enough. */
async function checkFactor(db: Db, userId: string, code: string | undefined): Promise<void> {
  if ((await secondFactorOf(db.read, userId)).on) await checkSecondFactor(db, userId, code ?? '')
}

const tell = (tx: Tx, userId: string, to: string, mail: { subject: string; text: string; html: string }) =>
  queueMail(tx, { owner: userId, topic: `security ${newId()}`, to, urgent: true, ...mail })

export const securityRoutes = {
  startRecovery: route({
    method: 'POST',
    path: '/api/account/recovery',
    audience: 'public',
    summary: 'Mail a link to set a new password; the same answer whether the address is known or not',
    input: z.object({ email: Email, locale: Locale }),
    output: Done,
    refusals: [],
    async handle({ db }, { email, locale }) {
      await inTx(db, 'start recovery', async tx => {
        const user = await findUser(tx, email)
        if (!user || (await isLinkFresh(tx, db, user.id, 'recovery', tx.policy(codeResendSeconds)))) return
        const minutes = tx.policy(recoveryMinutes)
        const secret = await makeMailLink(tx, db, { userId: user.id, kind: 'recovery', minutes })
        await tell(tx, user.id, email, recoveryMail(locale, `${db.publicUrl}/account/recover/${secret}`, minutes))
      })
      return done
    },
  }),

  finishRecovery: route({
    method: 'POST',
    path: '/api/account/recovery/finish',
    audience: 'public',
    summary: 'Set a new password by the mailed link; ends all sessions',
    input: z.object({ link: Secret, password: Password }),
    output: Done,
    refusals: ['account.link_expired'],
    async handle({ db }, { link, password }) {
      const passwordHash = await hashPassword(password)
      await inTx(db, 'finish recovery', async tx => {
        const { userId } = await redeemMailLink(tx, db, link, ['recovery'])
        await setPassword(tx, userId, passwordHash)
        await endOtherSessions(tx, userId, null)
      })
      return done
    },
  }),

  changePassword: route({
    method: 'PUT',
    path: '/api/account/password',
    audience: 'user',
    summary: 'Set another password; ends all other sessions',
    input: z.object({ current: z.string().max(200).optional(), code: Code.optional(), password: Password }),
    output: Done,
    refusals: ['account.wrong_password', 'account.wrong_code', 'account.locked'],
    async handle({ db, userId, call }, { current, code, password }) {
      const me = await readMe(db, userId)
      await checkOwn(db, me, current)
      await checkFactor(db, userId, code)
      const passwordHash = await hashPassword(password)
      await inTx(db, 'change password', async tx => {
        await setPassword(tx, userId, passwordHash)
        await endOtherSessions(tx, userId, call.token)
        await tell(tx, userId, me.email, changedMail(me.locale, 'password'))
      })
      return done
    },
  }),

  startAddressChange: route({
    method: 'POST',
    path: '/api/account/address-change',
    audience: 'user',
    summary: 'Ask for another e-mail address; both the old and the new one get a link to confirm it',
    input: z.object({ email: Email, password: z.string().max(200).optional(), code: Code.optional() }),
    output: Done,
    refusals: ['account.wrong_password', 'account.wrong_code', 'account.locked', 'account.code_too_soon'],
    async handle({ db, userId }, { email, password, code }) {
      const me = await readMe(db, userId)
      await checkOwn(db, me, password)
      await checkFactor(db, userId, code)
      await inTx(db, 'start address change', async tx => {
        const seconds = tx.policy(codeResendSeconds)
        if (await isLinkFresh(tx, db, userId, 'old_address', seconds))
          throw refuse('account.code_too_soon', { retry_after_seconds: seconds })
        await beginAddressChange(tx, userId, email)
        const hours = tx.policy(addressChangeHours)
        for (const [kind, to] of [
          ['old_address', me.email],
          ['new_address', email],
        ] as const) {
          const secret = await makeMailLink(tx, db, { userId, kind, minutes: hours * 60 })
          await tell(
            tx,
            userId,
            to,
            addressMail(me.locale, `${db.publicUrl}/account/address/${secret}`, { email, hours }),
          )
        }
      })
      return done
    },
  }),

  confirmAddress: route({
    method: 'POST',
    path: '/api/account/address-change/confirm',
    audience: 'public',
    summary: 'Confirm a change of address from one of the two; once both have it happens, and ends all other sessions',
    input: z.object({ link: Secret }),
    output: z.object({ state: z.enum(['half', 'changed', 'taken']) }),
    refusals: ['account.link_expired'],
    handle: ({ db, call }, { link }) =>
      inTx(db, 'confirm address', async tx => {
        const { userId, kind } = await redeemMailLink(tx, db, link, ['old_address', 'new_address'])
        const change = await confirmAddress(tx, userId, kind as 'old_address' | 'new_address')
        if (!change) throw refuse('account.link_expired')
        if (change.state === 'changed') await endOtherSessions(tx, userId, call.token)
        return { state: change.state }
      }),
  }),

  listSessions: route({
    method: 'GET',
    path: '/api/account/sessions',
    audience: 'user',
    summary: 'Where one is logged in',
    input: z.object({}),
    output: z.object({
      items: z.array(
        z.object({ id: z.string(), device: z.string().nullable(), created_at: InstantSchema, current: z.boolean() }),
      ),
    }),
    refusals: [],
    async handle({ db, userId, call }) {
      const rows = await sessionsOf(db, userId, call.token)
      return {
        items: rows.map(({ id, device, createdAt, current }) => ({
          id: publicId('ses', id),
          device,
          created_at: instant(createdAt),
          current,
        })),
      }
    },
  }),

  endSession: route({
    method: 'DELETE',
    path: '/api/account/sessions/:session_id',
    audience: 'user',
    summary: 'Log out somewhere else',
    input: z.object({ session_id: single('ses') }),
    output: Done,
    refusals: ['account.session_not_found'],
    async handle({ db, userId }, { session_id }) {
      if (!(await endSession(db, userId, session_id))) throw refuse('account.session_not_found')
      return done
    },
  }),

  endOtherSessions: route({
    method: 'POST',
    path: '/api/account/sessions/end-others',
    audience: 'user',
    summary: 'Log out everywhere else',
    input: z.object({}),
    output: Done,
    refusals: [],
    async handle({ db, userId, call }) {
      await endOtherSessions(db.read, userId, call.token)
      return done
    },
  }),

  showSecondFactor: route({
    method: 'GET',
    path: '/api/account/second-factor',
    audience: 'user',
    summary: 'Whether a second factor is asked for at log-in, and how many spare codes are left',
    input: z.object({}),
    output: z.object({ on: z.boolean(), spares: z.int(), password: z.boolean() }),
    refusals: [],
    async handle({ db, userId }) {
      const [factor, me] = await Promise.all([secondFactorOf(db.read, userId), readMe(db, userId)])
      return { ...factor, password: me.password_hash !== null }
    },
  }),

  beginSecondFactor: route({
    method: 'POST',
    path: '/api/account/second-factor',
    audience: 'user',
    summary: 'A new secret for an authenticator app; it does nothing until its first code is confirmed',
    input: z.object({ password: z.string().max(200).optional() }),
    output: z.object({ secret: z.string(), uri: z.string(), qr: z.string().describe('A picture, as a data URL') }),
    refusals: ['account.wrong_password', 'account.locked', 'account.second_factor_on'],
    async handle({ db, userId }, { password }) {
      const me = await readMe(db, userId)
      await checkOwn(db, me, password) // else a stolen session would lock the owner out, and prove itself by it
      const begun = await inTx(db, 'begin second factor', tx => beginSecondFactor(tx, userId, me.email))
      return { ...begun, qr: await toDataURL(begun.uri, { margin: 1, width: 240 }) }
    },
  }),

  confirmSecondFactor: route({
    method: 'POST',
    path: '/api/account/second-factor/confirm',
    audience: 'user',
    summary: 'Turn the second factor on by its first code; answers the spare codes, once',
    input: z.object({ code: Code }),
    output: z.object({ spare_codes: z.array(z.string()) }),
    refusals: ['account.wrong_code', 'account.locked', 'account.second_factor_on'],
    async handle({ db, userId, call }, { code }) {
      const me = await readMe(db, userId)
      const spare_codes = await confirmSecondFactor(db, userId, code)
      await endOtherSessions(db.read, userId, call.token)
      await inTx(db, 'tell of second factor', tx => tell(tx, userId, me.email, changedMail(me.locale, 'factorOn')))
      return { spare_codes }
    },
  }),

  removeSecondFactor: route({
    method: 'POST',
    path: '/api/account/second-factor/remove',
    audience: 'user',
    summary: 'Turn the second factor off, by one of its codes',
    input: z.object({ code: Code }),
    output: Done,
    refusals: ['account.wrong_code', 'account.locked'],
    async handle({ db, userId }, { code }) {
      const me = await readMe(db, userId)
      await removeSecondFactor(db, userId, code)
      await inTx(db, 'tell of second factor', tx => tell(tx, userId, me.email, changedMail(me.locale, 'factorOff')))
      return done
    },
  }),
}

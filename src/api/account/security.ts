import { toDataURL } from 'qrcode'
import { z } from 'zod'
import {
  type Account,
  accountOf,
  beginAddressChange,
  beginSecondFactor,
  checkMailLink,
  checkOwnPassword,
  checkSecondFactor,
  confirmAddress,
  confirmSecondFactor,
  countUp,
  daySeconds,
  endOtherSessions,
  endSession,
  hashNewPassword,
  isLinkFresh,
  isProven,
  makeMailLink,
  markProven,
  redeemCode,
  redeemMailLink,
  removeSecondFactor,
  secondFactorOf,
  sessionsOf,
  setPassword,
} from '#accounts/index.ts'
import { addressChangeHours, codeResendSeconds, linkMailsPerDay } from '#accounts/policy.ts'
import { accountRefusals } from '#accounts/refusals.ts'
import {
  addressMail,
  askRecovery,
  changedMail,
  Email,
  FactorCode,
  LinkSecret,
  Locale,
  MailedCode,
  OwnPassword,
  Password,
  RequestSecret,
  sendCode,
} from '#auth/index.ts'
import type { Db } from '#platform/db.ts'
import { newId, publicId } from '#platform/ids.ts'
import { InstantSchema, instant, OkSchema, ok, single } from '#platform/json.ts'
import { queueMail } from '#platform/mail.ts'
import type { Message } from '#platform/mail-body.ts'
import { onceAfter } from '#platform/once.ts'
import { refuser } from '#platform/refusal.ts'
import { type Call, route } from '#platform/route.ts'
import { inTx, type Tx } from '#platform/tx.ts'

const refuse = refuser(accountRefusals)

type Given = { password?: string | undefined; code?: string | undefined }

const ownRefusals = [
  'account.mail_proof_needed',
  'account.wrong_password',
  'account.wrong_code',
  'account.locked',
] as const

const queueSecurityMail = (tx: Tx, userId: string, to: string, mail: Message) =>
  queueMail(tx, { owner: userId, topic: `security ${newId()}`, to, urgent: true }, mail)

export const accountSecurity = {
  startRecovery: route({
    method: 'POST',
    path: '/api/account/recovery',
    audience: 'public',
    summary: 'Send a link to set a new password; the response is the same whether or not the address has an account',
    input: z.object({ email: Email, locale: Locale }),
    example: { email: 'camille@example.eu', locale: 'en' },
    output: OkSchema,
    refusals: [],
    async handle({ db }, { email, locale }) {
      await askRecovery(db, email, locale)
      return ok
    },
  }),

  finishRecovery: route({
    method: 'POST',
    path: '/api/account/recovery/finish',
    audience: 'public',
    summary: 'Set a new password with a link sent by e-mail; ends all sessions',
    input: z.object({ link: LinkSecret, password: Password }),
    example: { link: 'x', password: 'four quiet words here' },
    output: OkSchema,
    refusals: ['account.link_expired', 'account.password_common'],
    async handle({ db }, { link, password }) {
      await checkMailLink(db.read, link, ['recovery'])
      const passwordHash = await hashNewPassword(password)
      await inTx(db, 'finish recovery', async tx => {
        const { userId } = await redeemMailLink(tx, link, ['recovery'])
        await setPassword(tx, userId, passwordHash)
        await endOtherSessions(tx, userId, null)
      })
      return ok
    },
  }),

  changePassword: route({
    method: 'PUT',
    path: '/api/account/password',
    audience: 'user',
    summary: 'Change the password; ends all other sessions',
    input: z.object({ current: OwnPassword.optional(), code: FactorCode.optional(), password: Password }),
    example: { password: 'four quiet words here' },
    output: OkSchema,
    refusals: [...ownRefusals, 'account.password_common'],
    // no key: bodies that differ in their passwords alone are the same to it
    async handle({ db, userId, call }, { current, code, password }) {
      const me = await accountOf(db.read, userId)
      await checkOwn(db, call, userId, me, { password: current, code })
      const passwordHash = await hashNewPassword(password, me.email)
      await inTx(db, 'change password', async tx => {
        await setPassword(tx, userId, passwordHash)
        await endOtherSessions(tx, userId, call.token)
        queueSecurityMail(tx, userId, me.email, changedMail(me.locale, 'password'))
      })
      return ok
    },
  }),

  sendIdentityCode: route({
    method: 'POST',
    path: '/api/account/proof/codes',
    audience: 'user',
    summary: 'Send a code to the user’s own address as proof of identity, for users without password and second factor',
    input: z.object({}),
    output: z.object({ request: z.string().describe('To be sent with the code to `confirmIdentity`') }),
    refusals: ['account.code_too_soon', 'account.codes_used_up'],
    async handle({ db, userId, call: { origin } }) {
      const { email, locale } = await accountOf(db.read, userId)
      return { request: await sendCode(db, { email, locale, origin, again: null, purpose: 'proof' }) }
    },
  }),

  confirmIdentity: route({
    method: 'POST',
    path: '/api/account/proof',
    audience: 'user',
    summary: 'Confirm the code sent by e-mail; for some minutes this session can set a first password or second factor',
    input: z.object({ code: MailedCode, request: RequestSecret }),
    example: { code: '000000', request: 'x' },
    output: OkSchema,
    refusals: ['account.wrong_code', 'account.code_expired', 'account.codes_used_up'],
    async handle({ db, userId, call }, { code, request }) {
      const { email } = await accountOf(db.read, userId)
      await redeemCode(db, { email, code, request, origin: call.origin })
      await markProven(db, call.token!)
      return ok
    },
  }),

  startAddressChange: route({
    method: 'POST',
    path: '/api/account/address-change',
    audience: 'user',
    summary: 'Request a change of e-mail address; the old and the new address each get a link to confirm it',
    input: z.object({ email: Email, password: OwnPassword.optional(), code: FactorCode.optional() }),
    example: { email: 'roux@example.eu' },
    output: OkSchema,
    refusals: [...ownRefusals, 'account.code_too_soon', 'account.codes_used_up'],
    async handle({ db, userId, call, once }, { email, password, code }) {
      const me = await accountOf(db.read, userId)
      const checkIdentity = () => checkOwn(db, call, userId, me, { password, code })
      return onceAfter(db, once, 'start address change', checkIdentity, async tx => {
        const seconds = tx.policy(codeResendSeconds)
        if (await isLinkFresh(tx, userId, 'old_address', seconds))
          throw refuse('account.code_too_soon', { retry_after_seconds: seconds })
        await refuseFlood(tx, 'own_link_mail', userId)
        await refuseFlood(tx, 'link_mail', email)
        await beginAddressChange(tx, userId, email)
        const hours = tx.policy(addressChangeHours)
        for (const [kind, to] of [
          ['old_address', me.email],
          ['new_address', email],
        ] as const) {
          const secret = await makeMailLink(tx, { userId, kind, minutes: hours * 60 })
          queueSecurityMail(
            tx,
            userId,
            to,
            addressMail(me.locale, `${db.publicUrl}/account/address/${secret}`, { email, hours }),
          )
        }
        return ok
      })
    },
  }),

  confirmAddress: route({
    method: 'POST',
    path: '/api/account/address-change/confirm',
    audience: 'public',
    summary:
      'Confirm a change of e-mail address from one of the two addresses; once both have confirmed, it takes effect and ends all other sessions',
    input: z.object({ link: LinkSecret }),
    example: { link: 'x' },
    output: z.object({ state: z.enum(['half', 'changed', 'taken']) }),
    refusals: ['account.link_expired'],
    handle: ({ db, call }, { link }) =>
      inTx(db, 'confirm address', async tx => {
        const { userId, kind } = await redeemMailLink(tx, link, ['old_address', 'new_address'])
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
    summary: 'The user’s sessions',
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
    summary: 'End another session',
    input: z.object({ session_id: single('ses') }),
    output: OkSchema,
    refusals: ['account.session_not_found'],
    async handle({ db, userId }, { session_id }) {
      if (!(await endSession(db, userId, session_id))) throw refuse('account.session_not_found')
      return ok
    },
  }),

  endOtherSessions: route({
    method: 'POST',
    path: '/api/account/sessions/end-others',
    audience: 'user',
    summary: 'End all other sessions',
    input: z.object({}),
    output: OkSchema,
    refusals: [],
    async handle({ db, userId, call }) {
      await endOtherSessions(db.read, userId, call.token)
      return ok
    },
  }),

  showSecondFactor: route({
    method: 'GET',
    path: '/api/account/second-factor',
    audience: 'user',
    summary: 'Whether the second factor is on, and how many backup codes are left',
    input: z.object({}),
    output: z.object({
      on: z.boolean(),
      backup_codes_left: z.int(),
      password: z.boolean(),
      mail_proof: z
        .boolean()
        .describe('A code sent by e-mail (`sendIdentityCode`, `confirmIdentity`) is required before a change'),
    }),
    refusals: [],
    async handle({ db, userId, call }) {
      const [factor, me, proven] = await Promise.all([
        secondFactorOf(db.read, userId),
        accountOf(db.read, userId),
        isProven(db, call.token),
      ])
      const password = me.hasPassword
      return { ...factor, password, mail_proof: !password && !factor.on && !proven }
    },
  }),

  beginSecondFactor: route({
    method: 'POST',
    path: '/api/account/second-factor',
    audience: 'user',
    summary: 'Create a new secret for an authenticator app; it takes effect when its first code is confirmed',
    input: z.object({ password: OwnPassword.optional() }),
    output: z.object({ secret: z.string(), uri: z.string(), qr: z.string().describe('QR code, as a data URL') }),
    refusals: ['account.mail_proof_needed', 'account.wrong_password', 'account.locked', 'account.second_factor_on'],
    async handle({ db, userId, call }, { password }) {
      const me = await accountOf(db.read, userId)
      // otherwise a stolen session could lock the owner out and create its own proof
      if (me.hasPassword) await checkOwnPassword(db, userId, me.email, password ?? '')
      else await checkProven(db, call)
      const begun = await inTx(db, 'begin second factor', tx => beginSecondFactor(tx, db, userId, me.email))
      return { ...begun, qr: await toDataURL(begun.uri, { margin: 1, width: 240 }) }
    },
  }),

  confirmSecondFactor: route({
    method: 'POST',
    path: '/api/account/second-factor/confirm',
    audience: 'user',
    summary: 'Turn on the second factor with its first code; returns the backup codes, once',
    input: z.object({ code: FactorCode }),
    example: { code: '000000' },
    output: z.object({ backup_codes: z.array(z.string()) }),
    refusals: ['account.wrong_code', 'account.locked', 'account.second_factor_on'],
    async handle({ db, userId, call }, { code }) {
      const me = await accountOf(db.read, userId)
      await checkSecondFactor(db, userId, code)
      return inTx(db, 'confirm second factor', async tx => {
        const backup_codes = await confirmSecondFactor(tx, userId)
        await endOtherSessions(tx, userId, call.token)
        queueSecurityMail(tx, userId, me.email, changedMail(me.locale, 'factorOn'))
        return { backup_codes }
      })
    },
  }),

  removeSecondFactor: route({
    method: 'POST',
    path: '/api/account/second-factor/remove',
    audience: 'user',
    summary: 'Turn off the second factor, with one of its codes',
    input: z.object({ code: FactorCode }),
    example: { code: '000000' },
    output: OkSchema,
    refusals: ['account.wrong_code', 'account.locked'],
    async handle({ db, userId, once }, { code }) {
      const me = await accountOf(db.read, userId)
      const checkIdentity = () => checkSecondFactor(db, userId, code)
      return onceAfter(db, once, 'remove second factor', checkIdentity, async tx => {
        await removeSecondFactor(tx, userId)
        queueSecurityMail(tx, userId, me.email, changedMail(me.locale, 'factorOff'))
        return ok
      })
    },
  }),
}

/**
 * Before a change that could lock the owner out, the user proves their identity with everything they log in with: a
 * password seen by somebody else or an unattended browser is not enough. Users with neither password nor second factor
 * give a mailed code, so that a stolen session cannot create its own proof. Refuses `account.mail_proof_needed`,
 * `account.wrong_password`, `account.wrong_code`, `account.locked`.
 */
async function checkOwn(db: Db, call: Call, userId: string, me: Account, { password, code }: Given): Promise<void> {
  const factor = await secondFactorOf(db.read, userId)
  if (!me.hasPassword && !factor.on) return checkProven(db, call)
  if (me.hasPassword) await checkOwnPassword(db, userId, me.email, password ?? '')
  if (factor.on) await checkSecondFactor(db, userId, code ?? '')
}

async function checkProven(db: Db, call: Call): Promise<void> {
  if (!(await isProven(db, call.token))) throw refuse('account.mail_proof_needed')
}

/**
 * Refuses `account.codes_used_up` when too many links were mailed within a day: to an address, or at a user's own request.
 * What strangers ask for counts for the address alone, so that they cannot keep its owner from changing it.
 */
async function refuseFlood(tx: Tx, what: 'link_mail' | 'own_link_mail', subject: string): Promise<void> {
  const limit = tx.policy(linkMailsPerDay)
  const retry_after_seconds = await countUp(tx, { what, subject, limit, seconds: daySeconds })
  if (retry_after_seconds !== null) throw refuse('account.codes_used_up', { retry_after_seconds })
}

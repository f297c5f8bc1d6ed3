import { z } from 'zod'
import { ensureUser, findUser, redeemCode } from '#accounts/index.ts'
import { accountRefusals } from '#accounts/refusals.ts'
import { Email, enter, Locale, MailedCode, Password, RequestSecret, sendCode } from '#auth/index.ts'
import { acceptTerms } from '#content/index.ts'
import { audit } from '#platform/audit.ts'
import { publicId } from '#platform/ids.ts'
import { refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'
import { inTx } from '#platform/tx.ts'
import { checkSellerCountry, startApplication } from '#sellers/index.ts'

const refuse = refuser(accountRefusals)

const Country = z.string().regex(/^[A-Z]{2}$/)

export const accountSignUpToSell = {
  signUpToSell: route({
    method: 'POST',
    path: '/api/seller/sign-up',
    audience: 'public',
    summary: 'Start a seller sign-up: a six-digit code is sent to an address that has no account yet',
    input: z.object({
      country: Country,
      email: Email,
      password: Password,
      locale: Locale,
      terms: z.literal(true).describe('Acceptance of the terms for sellers'),
    }),
    example: {
      country: 'FR',
      email: 'camille@example.eu',
      password: 'four quiet words here',
      locale: 'en',
      terms: true,
    },
    output: z.object({ request: z.string().describe('To be sent with the code when it is confirmed') }),
    refusals: ['company.country_closed', 'account.code_too_soon', 'account.codes_used_up', 'account.password_common'],
    async handle({ db, call: { origin } }, { country, email, password, locale }) {
      checkSellerCountry(db.policy.at(db.clock.now()), country)
      const name = email.split('@')[0]!
      const signUp = { name, locale, password, terms: 'seller-terms' } as const
      return { request: await sendCode(db, { email, locale, origin, signUp, again: null }) }
    },
  }),

  confirmToSell: route({
    method: 'POST',
    path: '/api/seller/sign-up/confirm',
    audience: 'public',
    summary: 'Confirm the address: creates the user and the company’s application',
    input: z.object({
      country: Country,
      email: Email,
      code: MailedCode,
      request: RequestSecret,
    }),
    example: { country: 'FR', email: 'camille@example.eu', code: '000000', request: 'x' },
    output: z.object({ application_id: z.string() }),
    refusals: [
      'company.country_closed',
      'account.wrong_code',
      'account.code_expired',
      'account.codes_used_up',
      'account.email_used',
      'account.begin_again',
    ],
    async handle({ db, call, principal }, { country, email, code, request }) {
      const pending = await redeemCode(db, { email, code, request, origin: call.origin })
      const { token, applicationId } = await inTx(db, 'confirm to sell', async tx => {
        // Reported only now, to the owner of the address: earlier it would reveal who has an account here.
        if (await findUser(tx, email)) throw refuse('account.email_used')
        if (!pending) throw refuse('account.begin_again')
        const { user, created } = await ensureUser(tx, { email, ...pending })
        if (!created) throw refuse('account.email_used') // at the same time, by the other of two windows
        await acceptTerms(tx, { userId: user.id, page: 'seller-terms', version: pending.termsVersion ?? null })
        const storeId = await startApplication(tx, user.id, country)
        const subject = publicId('app', storeId)
        await audit(tx, { owner: storeId, userId: user.id, action: 'application.start', subject, after: { country } })
        const entered = await enter(tx, db, user, { guest: principal, device: call.device, proven: true })
        return { token: entered.token, applicationId: subject }
      })
      call.setSession(token)
      return { application_id: applicationId }
    },
  }),
}

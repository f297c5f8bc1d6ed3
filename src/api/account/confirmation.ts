import { z } from 'zod'
import { confirmSelf, proofOf, proofs } from '#accounts/index.ts'
import { FactorCode, OwnPassword } from '#auth/index.ts'
import { OkSchema, ok } from '#platform/json.ts'
import { route } from '#platform/route.ts'

/** What cannot be undone, or gives power, asks the caller to confirm that it is them, once for some minutes. */
export const accountConfirmation = {
  showConfirmation: route({
    method: 'GET',
    path: '/api/account/confirmation',
    audience: 'user',
    summary: 'Whether the caller confirmed a short time ago that it is them, and how they can',
    input: z.object({}),
    output: z.object({
      confirmed: z.boolean(),
      proof: z.enum(proofs).describe('`code`: of the second factor. `none`: they must set one up first'),
    }),
    refusals: [],
    async handle({ db, userId, principal }) {
      const proof = await proofOf(db.read, userId)
      return { confirmed: principal!.confirmed, proof: proof === 'password' && !db.sandbox ? 'none' : proof }
    },
  }),

  confirmSelf: route({
    method: 'POST',
    path: '/api/account/confirmation',
    audience: 'user',
    summary: 'Confirm by a code of the second factor, or in a sandbox by the password, that it is the caller',
    input: z.object({ code: FactorCode.optional(), password: OwnPassword.optional() }),
    example: { code: '000000' },
    output: OkSchema,
    refusals: [
      'account.no_proof',
      'account.second_factor_needed',
      'account.wrong_code',
      'account.wrong_password',
      'account.locked',
    ],
    async handle({ db, userId, call }, given) {
      await confirmSelf(db, { userId, token: call.token! }, given)
      call.setSession(call.token)
      return ok
    },
  }),
}

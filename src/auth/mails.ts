import type { Message } from '#platform/mail-body.ts'

/** The code mail: six digits, in the address's language. Codes are never in the subject line, which phones show while locked. */
export const codeMail = (locale: string, code: string, minutes: number): Message =>
  locale === 'fr'
    ? {
        locale: 'fr',
        to: 'account',
        subject: 'Votre code de connexion',
        paragraphs: [
          `Voici votre code. Il est valable ${minutes} minutes, dans le navigateur où vous l’avez demandé. Si vous ne l’avez pas demandé, ignorez cet e-mail.`,
        ],
        code,
      }
    : {
        locale: 'en',
        to: 'account',
        subject: 'Your log-in code',
        paragraphs: [
          `Here is your code. It is valid for ${minutes} minutes, in the browser where you requested it. If you did not request it, ignore this e-mail.`,
        ],
        code,
      }

/** The code that completes a sign-up. */
export const signUpMail = (locale: string, code: string, minutes: number): Message =>
  locale === 'fr'
    ? {
        locale: 'fr',
        to: 'account',
        subject: 'Confirmez votre adresse e-mail',
        paragraphs: [
          `Saisissez ce code pour créer votre compte. Il est valable ${minutes} minutes, dans le navigateur où vous l’avez demandé. Si vous ne l’avez pas demandé, ignorez cet e-mail : aucun compte n’est créé.`,
        ],
        code,
      }
    : {
        locale: 'en',
        to: 'account',
        subject: 'Confirm your e-mail address',
        paragraphs: [
          `Enter this code to create your account. It is valid for ${minutes} minutes, in the browser where you requested it. If you did not request it, ignore this e-mail: no account is created.`,
        ],
        code,
      }

/** The code for a logged-in user who is about to change how they log in. */
export const proofMail = (locale: string, code: string, minutes: number): Message =>
  locale === 'fr'
    ? {
        locale: 'fr',
        to: 'account',
        subject: 'Votre code de confirmation',
        paragraphs: [
          `Quelqu’un est connecté à votre compte et veut modifier votre mode de connexion. Si c’est vous, voici votre code, valable ${minutes} minutes. Sinon, ne le communiquez à personne ; connectez-vous et déconnectez les autres appareils.`,
        ],
        code,
      }
    : {
        locale: 'en',
        to: 'account',
        subject: 'Your confirmation code',
        paragraphs: [
          `Somebody who is logged in to your account wants to change how you log in. If this is you, here is your code, valid for ${minutes} minutes. If not, do not share it; log in and log out everywhere else.`,
        ],
        code,
      }

/** The code for a guest who confirms by the link of their order that it has arrived. */
export const receiptMail = (locale: string, code: string, minutes: number): Message =>
  locale === 'fr'
    ? {
        locale: 'fr',
        to: 'account',
        subject: 'Votre code pour confirmer la réception',
        paragraphs: [
          `Voici le code qui confirme la réception de votre commande ; la boutique est ensuite payée. Il est valable ${minutes} minutes. Si vous ne l’avez pas demandé, ne le communiquez à personne.`,
        ],
        code,
      }
    : {
        locale: 'en',
        to: 'account',
        subject: 'Your code to confirm delivery',
        paragraphs: [
          `Here is the code that confirms that your order has arrived; the store is then paid. It is valid for ${minutes} minutes. If you did not request it, do not share it.`,
        ],
        code,
      }

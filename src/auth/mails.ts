type Texts = { subject: string; text: string; html: string }

/** The code mail: six digits, in the address's language. Codes never stand in a subject line: phones show those locked. */
export const codeMail = (locale: string, code: string, minutes: number): Texts =>
  locale === 'fr'
    ? digits(
        'Votre code de connexion',
        `Voici votre code. Il est valable ${minutes} minutes, dans le navigateur où vous l’avez demandé. Si vous ne l’avez pas demandé, ignorez ce message.`,
        code,
      )
    : digits(
        'Your log-in code',
        `Here is your code. It is good for ${minutes} minutes, in the browser where you asked for it. If you did not ask for it, ignore this mail.`,
        code,
      )

/** The code for a logged-in user who is about to change how they log in. */
export const proofMail = (locale: string, code: string, minutes: number): Texts =>
  locale === 'fr'
    ? digits(
        'Votre code de confirmation',
        `Quelqu’un est connecté à votre compte et veut changer la façon de s’y connecter. Si c’est vous, voici votre code, valable ${minutes} minutes. Sinon, ne le donnez à personne, connectez-vous et déconnectez les autres appareils.`,
        code,
      )
    : digits(
        'Your confirmation code',
        `Somebody who is logged in to your account wants to change how to log in. If this is you, here is your code, good for ${minutes} minutes. If not, give it to nobody, log in and log out everywhere else.`,
        code,
      )

const digits = (subject: string, line: string, code: string): Texts => ({
  subject,
  text: `${line}\n\n${code}\n`,
  html: `<p>${line}</p><p style="font-size:28px;letter-spacing:6px;font-weight:600">${code}</p>`,
})

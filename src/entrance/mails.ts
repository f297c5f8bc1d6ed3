/** The code mail: six digits, in the address's language. Codes never stand in a subject line: phones show those locked. */
export function codeMail(
  locale: string,
  code: string,
  minutes: number,
): { subject: string; text: string; html: string } {
  const french = locale === 'fr'
  const subject = french ? 'Votre code de connexion' : 'Your log-in code'
  const line = french
    ? `Voici votre code. Il est valable ${minutes} minutes. Si vous ne l’avez pas demandé, ignorez ce message.`
    : `Here is your code. It is good for ${minutes} minutes. If you did not ask for it, ignore this mail.`
  return {
    subject,
    text: `${line}\n\n${code}\n`,
    html: `<p>${line}</p><p style="font-size:28px;letter-spacing:6px;font-weight:600">${code}</p>`,
  }
}

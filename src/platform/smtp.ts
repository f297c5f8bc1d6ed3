import { createTransport } from 'nodemailer'
import type { Mailer } from '#platform/mail.ts'

/** Sends by SMTP; `url` as nodemailer takes it: `smtps://user:password@host:465?from=market@example.eu`. */
export function smtpMailer(url: string): Mailer {
  const address = new URL(url)
  const from = address.searchParams.get('from') ?? `no-reply@${address.hostname}`
  const transport = createTransport(url)
  return async mail => {
    await transport.sendMail({ from, ...mail })
  }
}

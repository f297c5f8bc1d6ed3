import { createTransport } from 'nodemailer'
import { type Mailer, mailsAtOnce } from '#platform/mail.ts'

/** A mail server that answers nothing must not hold up the mails for others: nodemailer's own limits are minutes. */
const limits = { connectionTimeout: 10_000, greetingTimeout: 10_000, dnsTimeout: 10_000, socketTimeout: 20_000 }

/**
 * Sends by SMTP over a few kept connections; `url` as nodemailer takes it:
 * `smtps://user:password@host:465?from=market@example.eu`. `close` ends the connections.
 */
export function smtpMailer(url: string): Mailer & { close(): void } {
  const address = new URL(url)
  const from = address.searchParams.get('from') ?? `no-reply@${address.hostname}`
  const transport = createTransport({ url, pool: true, maxConnections: mailsAtOnce, idleTimeout: 30_000, ...limits })
  const send: Mailer = async ({ id, ...mail }) => {
    await transport.sendMail({ from, messageId: `<${id}@${address.hostname}>`, ...mail })
  }
  return Object.assign(send, { close: () => transport.close() })
}

import { createTransport } from 'nodemailer'
import { encode, wrap } from 'nodemailer/lib/base64'
import MimeNode from 'nodemailer/lib/mime-node'
import { type Mailer, mailsAtOnce } from '#platform/mail.ts'

/** A mail server that answers nothing must not hold up the mails for others: nodemailer's own limits are minutes. */
const limits = { connectionTimeout: 10_000, greetingTimeout: 10_000, dnsTimeout: 10_000, socketTimeout: 20_000 }

/** Where mails are sent, and who they are from: `market@example.eu`, or with a name before `<market@example.eu>`. */
type Sender = { readonly url: string; readonly from: string; readonly replyTo: string | null }

/** Sends by SMTP over a few kept connections; `url` is `smtps://user:password@host:465`. `close` ends the connections. */
export function smtpMailer({ url, from, replyTo }: Sender): Mailer & { close(): void } {
  const domain = /@([^>]+)/.exec(from)![1]
  const transport = createTransport({ url, pool: true, maxConnections: mailsAtOnce, idleTimeout: 30_000, ...limits })
  const send: Mailer = async ({ id, to, subject, text, html }) => {
    const root = new MimeNode('multipart/alternative')
    root.setHeader({ from, to, subject, 'message-id': `<${id}@${domain}>`, ...(replyTo && { 'reply-to': replyTo }) })
    await transport.sendMail({ envelope: root.getEnvelope(), raw: messageOf(root, text, html) })
  }
  return Object.assign(send, { close: () => transport.close() })
}

/** Put together here, because nodemailer streams each part: composing cost as much as sending. */
function messageOf(root: MimeNode, text: string, html: string): string {
  const headers = root.buildHeaders()
  const part = (type: string, content: string) =>
    `--${root.boundary}\r\nContent-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n` +
    `${wrap(encode(content))}\r\n`
  return `${headers}\r\n\r\n${part('text/plain', text)}${part('text/html', html)}--${root.boundary}--\r\n`
}

import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { smtpMailer } from '#platform/smtp.ts'

const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
})

/** A mail server that accepts one mail and gives it as received: its envelope and its text. */
async function mailServer(): Promise<{ port: number; received: Promise<{ envelope: string[]; message: string }> }> {
  const { promise: received, resolve } = Promise.withResolvers<{ envelope: string[]; message: string }>()
  const server = createServer(socket => {
    const envelope: string[] = []
    let text = ''
    let inMail = false
    const reply = (line: string) => socket.write(`${line}\r\n`)
    reply('220 ready')
    socket.on('data', bytes => {
      text += bytes
      for (;;) {
        const end = text.indexOf(inMail ? '\r\n.\r\n' : '\r\n')
        if (end < 0) return
        const line = text.slice(0, end)
        text = text.slice(end + (inMail ? 5 : 2))
        if (inMail) resolve({ envelope, message: line })
        else if (/^(MAIL|RCPT)/.test(line)) envelope.push(line)
        inMail = line === 'DATA'
        reply(inMail ? '354 go on' : '250 ok')
      }
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  ends.push(() => server.close())
  return { port: (server.address() as AddressInfo).port, received }
}

/** RFC 2047: words of Q or B encoding; white space between two of them is not part of the text. */
const decodeWords = (text: string): string =>
  text.replace(/\?=\s+=\?/g, '?==?').replace(/(?:=\?UTF-8\?[QB]\?[^?]*\?=)+/gi, words =>
    Buffer.concat(
      [...words.matchAll(/=\?UTF-8\?([QB])\?([^?]*)\?=/gi)].map(([, encoding, content]) =>
        encoding!.toUpperCase() === 'B'
          ? Buffer.from(content!, 'base64')
          : Buffer.from(
              content!
                .replaceAll('_', ' ')
                .replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
              'latin1',
            ),
      ),
    ).toString(),
  )

test('E16g a mail arrives as text and as HTML, with its id, letters of all alphabets and lines that mail servers accept', async () => {
  const { port, received } = await mailServer()
  const mailer = smtpMailer({
    url: `smtp://127.0.0.1:${port}?ignoreTLS=true`,
    from: 'Łódź Market <m@example.eu>',
    replyTo: 'Łódź Help <help@example.eu>',
  })
  ends.push(() => mailer.close())
  const subject = `Votre commande « 7K2M-93QX » est payée : ${'merci '.repeat(20)}ξένος`
  const text = `Łódź, ξένος, €24.90\n.\nA line of one dot above.\n${'long '.repeat(400)}`
  const html = `<p>${text}</p>`
  await mailer({ id: 'b7c1', to: 'zoe@example.eu', subject, text, html })

  const { envelope, message } = await received
  expect(envelope).toEqual(['MAIL FROM:<m@example.eu>', 'RCPT TO:<zoe@example.eu>'])
  const [head, ...rest] = message.split('\r\n\r\n')
  const header = (name: string) =>
    decodeWords(new RegExp(`^${name}: (.*)$`, 'mi').exec(head!.replace(/\r\n\s+/g, ' '))![1]!)
  expect(header('From')).toBe('Łódź Market <m@example.eu>')
  expect(header('Reply-To')).toBe('Łódź Help <help@example.eu>')
  expect(header('To')).toBe('zoe@example.eu')
  expect(header('Subject')).toBe(subject)
  expect(header('Message-ID')).toBe('<b7c1@example.eu>')
  const boundary = /boundary="?([^"\r\n]+)/.exec(head!)![1]!
  const parts = rest.join('\r\n\r\n').split(`--${boundary}`)
  expect(parts).toHaveLength(4)
  const content = (part: string) => Buffer.from(part.split('\r\n\r\n')[1]!, 'base64').toString()
  expect(parts[1]).toMatch(/^\r\nContent-Type: text\/plain; charset=utf-8\r\n/)
  expect(content(parts[1]!)).toBe(text)
  expect(parts[2]).toMatch(/^\r\nContent-Type: text\/html; charset=utf-8\r\n/)
  expect(content(parts[2]!)).toBe(html)
  expect(parts[3]!.trim()).toBe('--')
  expect(message.split('\r\n').every(line => line.length <= 78)).toBe(true)
  expect(/^[\r\n\x20-\x7e]*$/.test(message)).toBe(true)
})

import { type AddressInfo, createServer } from 'node:net'

/** A mail server that accepts every mail and discards it: only as much SMTP as a client needs. */
export async function mailSink(): Promise<{ url: string; close(): void }> {
  const server = createServer(socket => {
    let text = ''
    let inMail = false
    const say = (line: string) => socket.write(`${line}\r\n`)
    say('220 bench')
    socket.on('error', () => {})
    socket.on('data', bytes => {
      text += bytes
      for (;;) {
        const end = inMail ? '\r\n.\r\n' : '\r\n'
        const at = text.indexOf(end)
        if (at < 0) return
        const command = text.slice(0, at).toUpperCase()
        text = text.slice(at + end.length)
        if (!inMail && command === 'QUIT') return void socket.end('221 bye\r\n')
        if (inMail) inMail = false
        else inMail = command === 'DATA'
        say(inMail ? '354 go on' : '250 ok')
      }
    })
  })
  await new Promise<void>(resolve => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `smtp://127.0.0.1:${port}?ignoreTLS=true`, close: () => void server.close() }
}

import { createHmac, timingSafeEqual } from 'node:crypto'

/** Signatures older than this are replays. */
const toleranceSeconds = 300

/** `t=<unix seconds>,v1=<hmac-sha256 of "t.body" in hex>` */
export const sign = (secret: string, body: string, unixSeconds: number): string =>
  `t=${unixSeconds},v1=${mac(secret, body, unixSeconds).toString('hex')}`

/** True when `header` signs `body` with `secret` and is not older than five minutes of real time. */
export function isSigned(secret: string, body: string, header: string, nowUnixSeconds: number): boolean {
  const match = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header)
  if (!match) return false
  const at = Number(match[1])
  if (Math.abs(nowUnixSeconds - at) > toleranceSeconds) return false
  return timingSafeEqual(Buffer.from(match[2]!, 'hex'), mac(secret, body, at))
}

const mac = (secret: string, body: string, at: number): Buffer =>
  createHmac('sha256', secret).update(`${at}.${body}`).digest()

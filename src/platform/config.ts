import { z } from 'zod'
import type { Bucket } from '#platform/s3.ts'

const Flag = z.enum(['true', 'false', 'on', 'off', '1', '0']).transform(text => ['true', 'on', '1'].includes(text))

/** `market@example.eu`, or `Example Market <market@example.eu>`. */
const MailAddress = z
  .string()
  .regex(/^(?:[^<>@,\r\n]+<[^\s<>@,]+@[^\s<>@,]+>|[^\s<>@,]+@[^\s<>@,]+)$/, 'an address, or a name and <address>')

const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  HOST: z.string().default('127.0.0.1'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATA_DIR: z.string().default('./data'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .transform(url => url.replace(/\/+$/, ''))
    .optional(),
  SANDBOX: Flag.default(true),
  WORKER: Flag.default(true),
  MAIL_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: MailAddress.optional(),
  MAIL_REPLY_TO: MailAddress.optional(),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('warn'),
  REQUESTS_PER_MINUTE: z.coerce.number().int().min(0).default(1_200),
  METRICS_TOKEN: z.string().min(16).optional(),
  ENCRYPTION_KEY: z
    .base64()
    .refine(text => Buffer.from(text, 'base64').length === 32, '32 bytes in base64')
    .optional(),
  TRUSTED_PROXIES: z
    .string()
    .transform(text => text.split(',').map(each => each.trim()))
    .pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6(), z.literal('loopback')])))
    .default(['loopback']),
  SANDBOX_PROVIDER_URL: z.url({ protocol: /^https?$/ }).optional(),
  SANDBOX_PROVIDER_SECRET: z.string().min(16).optional(),
  S3_BUCKET: z.string().optional(),
  S3_REGION: z.string().default('eu-central-1'),
  S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  STRIPE_SECRET_KEY: z.string().startsWith('sk_').optional(),
  STRIPE_WEBHOOK_SECRET: z.string().startsWith('whsec_').optional(),
  STRIPE_URL: z.url({ protocol: /^http$/ }).optional(),
})

/** The configuration of this process; `docs/deploy.md` explains each setting. */
export type Config = {
  /** Null: 4800, or the next free one. */
  readonly port: number | null
  readonly host: string
  /** Null: an embedded PostgreSQL in `dataDir`. */
  readonly databaseUrl: string | null
  readonly dataDir: string
  /** Null: the address it listens on. */
  readonly publicUrl: string | null
  /** The clock can be moved, and mails stay readable in the ops console. */
  readonly sandbox: boolean
  readonly worker: boolean
  /** Null: mails are kept, not sent. */
  readonly mail: { readonly url: string; readonly from: string; readonly replyTo: string | null } | null
  readonly logLevel: string
  /** Requests per minute from one address; null: no limit. */
  readonly requestsPerMinute: number | null
  /** Null: only this machine may read `/metrics`. */
  readonly metricsToken: string | null
  /** Encrypts secrets in the database, base64; null: a key file in `dataDir`. */
  readonly encryptionKey: string | null
  /** Proxies whose `X-Forwarded-For` header is trusted. */
  readonly trustedProxies: readonly string[]
  /** Null: files are stored in `dataDir`. */
  readonly bucket: Bucket | null
  readonly stripe: { readonly secretKey: string; readonly webhookSecret: string; readonly url: string | null } | null
  readonly sandboxProvider: { readonly url: string; readonly secret: string } | null
  readonly dev: boolean
}

/** Reads and validates the environment; throws one error that names every invalid variable. */
export function configOf(environment: Readonly<Record<string, string | undefined>>, dev = false): Config {
  const nonEmpty = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = Environment.safeParse(nonEmpty)
  if (!parsed.success) {
    const lines = parsed.error.issues.map(issue => {
      const name = String(issue.path[0])
      const shown = /KEY|SECRET|TOKEN|URL/.test(name) ? '…' : environment[name]
      return `  ${name}=${shown}: ${issue.message}`
    })
    throw new Error(`These environment variables cannot be used:\n${lines.join('\n')}`)
  }
  const e = parsed.data
  if (Boolean(e.SANDBOX_PROVIDER_URL) !== Boolean(e.SANDBOX_PROVIDER_SECRET))
    throw new Error('SANDBOX_PROVIDER_URL and SANDBOX_PROVIDER_SECRET go together')
  if (e.MAIL_URL && !e.MAIL_FROM) throw new Error('MAIL_URL needs MAIL_FROM: the sender of all mails')
  if (e.S3_BUCKET && !(e.S3_ACCESS_KEY_ID && e.S3_SECRET_ACCESS_KEY))
    throw new Error('S3_BUCKET needs S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY')
  if (Boolean(e.STRIPE_SECRET_KEY) !== Boolean(e.STRIPE_WEBHOOK_SECRET))
    throw new Error('STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET go together')
  if (e.STRIPE_SECRET_KEY?.startsWith('sk_live_') && e.SANDBOX)
    throw new Error('Real cards need SANDBOX=false: in a sandbox the clock can be moved')
  return {
    port: e.PORT ?? null,
    host: e.HOST,
    databaseUrl: e.DATABASE_URL ?? null,
    dataDir: e.DATA_DIR,
    publicUrl: e.PUBLIC_URL ?? null,
    sandbox: e.SANDBOX,
    worker: e.WORKER,
    mail: e.MAIL_URL ? { url: e.MAIL_URL, from: e.MAIL_FROM!, replyTo: e.MAIL_REPLY_TO ?? null } : null,
    logLevel: e.LOG_LEVEL,
    requestsPerMinute: e.REQUESTS_PER_MINUTE || null,
    metricsToken: e.METRICS_TOKEN ?? null,
    encryptionKey: e.ENCRYPTION_KEY ?? null,
    trustedProxies: e.TRUSTED_PROXIES,
    bucket: e.S3_BUCKET
      ? {
          name: e.S3_BUCKET,
          region: e.S3_REGION,
          endpoint: e.S3_ENDPOINT ?? null,
          accessKeyId: e.S3_ACCESS_KEY_ID!,
          secretAccessKey: e.S3_SECRET_ACCESS_KEY!,
        }
      : null,
    stripe: e.STRIPE_SECRET_KEY
      ? { secretKey: e.STRIPE_SECRET_KEY, webhookSecret: e.STRIPE_WEBHOOK_SECRET!, url: e.STRIPE_URL ?? null }
      : null,
    sandboxProvider: e.SANDBOX_PROVIDER_URL
      ? { url: e.SANDBOX_PROVIDER_URL, secret: e.SANDBOX_PROVIDER_SECRET! }
      : null,
    dev,
  }
}

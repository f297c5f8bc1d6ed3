import { type Refusal, refuseRequest } from '#platform/refusal.ts'

/**
 * Whether an error says that the database, or a partner, cannot be reached or cannot take anything now: callers hear
 * 503 `request.unavailable` and may try again. Everything else that is no refusal is a bug.
 */
export function isUnavailable(error: unknown): boolean {
  const { code, message, syscall } = error as { code?: unknown; message?: unknown; syscall?: unknown }
  if (typeof code === 'string' && (codes.has(code) || classes.some(prefix => code.startsWith(prefix)))) return true
  // no socket file where PostgreSQL's should be; any other absent file is a bug
  if (code === 'ENOENT' && syscall === 'connect') return true
  return typeof message === 'string' && messages.test(message)
}

/** The refusal a caller hears of it; the log gets the cause. */
export function unavailable(cause: unknown): Refusal {
  const refusal = refuseRequest('request.unavailable')
  refusal.cause = cause
  return refusal
}

/** Nothing more can be written, though it answers: its disk is full, or after a fail-over it is only a copy. */
export const cannotWrite = (error: unknown): boolean =>
  ['53100', '25006'].includes((error as { code?: string } | null)?.code ?? '')

/** SQLSTATE classes: the connection failed, an operator or a crash ended it, no more connections, disk or memory. */
const classes = ['08', '53', '57P']

const codes = new Set([
  '25006', // read-only: the copy that a fail-over left us on
  '25P03', // ended while it waited for the next statement
  '58030', // input/output error of the database's disk
  'ENOSPC', // no room for files
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
])

/** What `pg` and its pool say without a code. */
const messages =
  /^(Connection terminated|terminating connection|timeout exceeded when trying to connect|timeout expired|Client (was closed|has encountered a connection error) and is not queryable|Cannot use a pool after calling end)|not currently accepting connections/

import { type Refusal, refuseRequest } from '#platform/refusal.ts'

/**
 * Whether an error means that the database or a partner cannot be reached or cannot accept anything now: callers get
 * 503 `request.unavailable` and may retry. Every other error that is not a refusal is a bug.
 */
export function isUnavailable(error: unknown): boolean {
  const { code, message, syscall } = error as { code?: unknown; message?: unknown; syscall?: unknown }
  if (typeof code === 'string' && (codes.has(code) || classes.some(prefix => code.startsWith(prefix)))) return true
  // PostgreSQL's socket file is missing; any other missing file is a bug
  if (code === 'ENOENT' && syscall === 'connect') return true
  return typeof message === 'string' && messages.test(message)
}

/** The refusal for the caller; the cause is logged. */
export function unavailable(cause: unknown): Refusal {
  const refusal = refuseRequest('request.unavailable')
  refusal.cause = cause
  return refusal
}

/** The database answers but takes no writes: its disk is full, or after a fail-over it is a replica. */
export const cannotWrite = (error: unknown): boolean =>
  ['53100', '25006'].includes((error as { code?: string } | null)?.code ?? '')

/** SQLSTATE classes: the connection failed, an operator or a crash ended it, no more connections, disk or memory. */
const classes = ['08', '53', '57P']

const codes = new Set([
  '25006', // read-only: a replica after a fail-over
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

/** Messages of `pg` and its pool that come without a code, and of a coordinator that lost a node. */
const messages =
  /^(Connection terminated|terminating connection|timeout exceeded when trying to connect|timeout expired|Client (was closed|has encountered a connection error) and is not queryable|Cannot use a pool after calling end)|not currently accepting connections|^failure on connection marked as essential/

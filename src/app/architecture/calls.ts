import { inEach, inServer, type Rule } from '#app/architecture/breach.ts'
import type { Call } from '#app/architecture/facts.ts'
import type { Source } from '#app/architecture/source.ts'

// performance.now is missing: it measures how long something took, and nothing is decided by it
const clockNames = /^(globalThis\.)?(Date\.now|Temporal\.Now\b.*|(process\.)?hrtime\b.*|performance\.timeOrigin)$/
/** What has the clock or chance in it: by another name, or taken apart, it could not be followed. */
const clockAndChanceClasses = /^(Date|Temporal|Math)$/
const chanceNames = /(^|\.)(randomUUID|randomUUIDv7|randomInt|randomBytes|randomFillSync|randomFill|getRandomValues)$/

const clockAndChance: Rule = {
  name: 'clock and chance come from platform',
  reason: 'Tests run on a frozen clock and replay what happened: db.clock, wallNow, newId, newSecret.',
  find: inEach(source =>
    !inServer(source) || source.module === 'platform'
      ? []
      : [
          ...source.names.filter(
            ({ name }) => clockNames.test(name) || chanceNames.test(name) || name === 'Math.random',
          ),
          ...source.values.filter(({ name }) => clockAndChanceClasses.test(name)),
          ...source.calls
            .filter(call => /^(new )?(globalThis\.)?Date$/.test(call.callee) && call.argumentCount === 0)
            .map(({ callee, line }) => ({ name: `${callee}()`, line })),
        ].map(({ name, line }) => ({ line, what: name })),
  ),
}

const otherSystems =
  /^((node:)?(https?|http2|net|tls|dgram|dns)(\/promises)?|undici|axios|got|stripe|nodemailer|ws|ioredis|@aws-sdk\/.*)$/
/** Of node:net, what only reads addresses. */
const readsAddresses = ['isIP', 'isIPv4', 'isIPv6', 'BlockList', 'SocketAddress']
const callsOut = /^(globalThis\.)?(fetch|WebSocket|EventSource|XMLHttpRequest)$/

const otherSystemsRule: Rule = {
  name: 'other systems are reached from providers and platform only',
  reason: 'Each partner stands behind a port with a fake for tests, and is never called inside a transaction.',
  find: inEach(source =>
    !inServer(source) || source.module === 'platform' || isProvider(source)
      ? []
      : [
          ...source.imports
            .filter(({ target, typeOnly }) => !typeOnly && otherSystems.test(target))
            .filter(({ names }) => names.length === 0 || !names.every(name => readsAddresses.includes(name.imported)))
            .map(({ target, line }) => ({ line, what: `imports ${target}` })),
          ...source.names
            .filter(({ name }) => callsOut.test(name))
            .map(({ name, line }) => ({ line, what: `uses ${name}` })),
        ],
  ),
}

const isProvider = ({ path }: Source): boolean => path.includes('/providers/')

const throughOutside: Rule = {
  name: 'a provider calls out through outside() alone',
  reason: 'outside() throws while a transaction is open: a slow partner would hold our locks.',
  // a `…-server.ts` is the partner itself, as tests and the sandbox run it
  find: inEach(source =>
    !isProvider(source) || source.path.endsWith('-server.ts')
      ? []
      : outwardCalls(source)
          .filter(call => !isWrapped(source, call))
          .map(({ callee, line }) => ({ line, what: `calls ${callee}` })),
  ),
}

/** Of a partner's library, what only computes. */
const local = /\.(constructEvent|constructEventAsync)$/

/** Calls of fetch, of node:http's functions, and of the clients that partners' libraries make. */
function outwardCalls({ imports, calls }: Source): Call[] {
  const foreign = imports.filter(({ target, typeOnly }) => !typeOnly && otherSystems.test(target))
  const taken = foreign.flatMap(each => each.names.map(({ local }) => local))
  const clients = calls
    .filter(({ callee }) => taken.some(name => callee === `new ${name}` || callee === name))
    .filter(({ callee }) => callee !== 'new Agent')
    .map(call => call.keptAs)
  return calls.filter(
    ({ callee }) =>
      callsOut.test(callee) ||
      (/^(request|get|connect)$/.test(callee) && taken.includes(callee)) ||
      (clients.some(client => client && callee.startsWith(`${client}.`)) && !local.test(callee)),
  )
}

/** Written inside outside(), or in a function that is called from there and from nowhere else. */
function isWrapped({ calls }: Source, call: Call, seen: readonly string[] = []): boolean {
  const wrappers = new Set(calls.filter(({ callee }) => callee === 'outside').map(each => each.functions.at(-1)))
  if (call.within.some(name => name === 'outside' || (name && wrappers.has(name)))) return true
  const owner = call.functions.find(name => name && calls.some(({ callee }) => callee === name))
  if (!owner || seen.includes(owner)) return false
  const callers = calls.filter(({ callee }) => callee === owner)
  return callers.every(caller => isWrapped({ calls } as Source, caller, [...seen, owner]))
}

const routesCallVerbs: Rule = {
  name: 'routes write by calling verbs',
  reason: 'A change is a verb of the module that owns the data; a route only reads by itself.',
  find: inEach(source =>
    source.module !== 'api'
      ? []
      : source.statements
          .filter(({ sql }) => /\b(insert into|update \w+\.|delete from)\b/i.test(sql))
          .map(({ sql, line }) => ({ line, what: sql.trim().slice(0, 60) })),
  ),
}

const visibleStatements: Rule = {
  name: 'a statement for the driver is written where it is sent',
  reason: 'In a variable, no rule sees which tables it reads and writes. Parts of statements are made with `sql`.',
  find: inEach(source =>
    !inServer(source) || source.module === 'platform'
      ? []
      : source.calls
          .filter(({ callee, argumentCount }) => callee.endsWith('.query') && argumentCount > 0)
          .filter(({ literals }) => literals[0] === undefined)
          .map(({ callee, line }) => ({ line, what: `calls ${callee} with a statement from elsewhere` })),
  ),
}

const nothingKept: Rule = {
  name: 'a module keeps nothing between two calls',
  reason: 'Tests, and several databases, share a process: what is kept belongs to a Db, in a WeakMap or in platform.',
  find: inEach(source =>
    !inServer(source) || source.module === 'platform'
      ? []
      : source.kept.map(({ name, line }) => ({ line, what: `keeps ${name}` })),
  ),
}

export const callRules: readonly Rule[] = [
  clockAndChance,
  otherSystemsRule,
  throughOutside,
  routesCallVerbs,
  visibleStatements,
  nothingKept,
]

/** How the machinery is, in the ops console. */
export const health = {
  title: 'Health',
  text: 'Version {version}, Node {node}.',
  verdicts: { ok: 'OK', warn: 'Warning', bad: 'Critical' },
  checks: {
    database: 'PostgreSQL',
    worker: 'Worker',
    events: 'Events',
    deadlines: 'Deadlines',
    mails: 'E-mails',
    disk: 'Disk',
    books: 'Books',
  },
  database: 'Version {version}, {size} of data, {used, number} of {max, number} connections',
  seen: 'Last heartbeat <at></at>, running version {version} since <since></since>',
  noWorker: 'No worker has been running for a day: deadlines are not acted on and no e-mails are sent.',
  waiting: '{count, plural, =0 {None waiting} one {# waiting} other {# waiting}}',
  failed: '{count, plural, one {# failed} other {# failed}}',
  unknown:
    '{count, plural, one {# is} other {# are}} of a kind this version does not know, and {count, plural, one {waits} other {wait}} for a newer worker.',
  since: 'oldest since <at></at>',
  noMailServer: 'No mail server is configured: e-mails are kept here and can be read.',
  retry: 'Retry now',
  retryNamed: 'Retry now: {what}',
  look: 'View',
  disk: '{free} of {total} free',
  checked:
    'Recalculated <at></at>: {faults, plural, =0 {no differences} one {# difference} other {# differences}}.',
  neverChecked: 'Not checked yet.',
  sealedThrough: 'Sealed up to {day}.',
  unsealed: '{count, plural, =0 {No entries} one {# entry} other {# entries}} waiting to be sealed.',
} as const

/** How the machinery is, in the ops console. */
export const health = {
  title: 'Health',
  text: 'Version {version}, Node {node}.',
  verdicts: { ok: 'Well', warn: 'Look soon', bad: 'Look now' },
  checks: {
    database: 'PostgreSQL',
    worker: 'Worker',
    events: 'Events',
    deadlines: 'Deadlines',
    mails: 'Mails',
    disk: 'Disk',
    books: 'Books',
  },
  database: 'Version {version}, {size} of data, {used, number} of {max, number} connections',
  seen: 'Last heard of <at></at>, running version {version} since <since></since>',
  noWorker: 'No worker has been heard of for a day: nothing falls due, no mail goes out.',
  waiting: '{count, plural, =0 {Nothing waits} one {# waits} other {# wait}}',
  failed: '{count, plural, one {# failed} other {# failed}}',
  unknown:
    '{count, plural, one {# is} other {# are}} of a kind this version does not know, and {count, plural, one {waits} other {wait}} for a worker that does.',
  since: 'the oldest since <at></at>',
  noMailServer: 'No mail server is set up: mails stay here to be read.',
  retry: 'Try again now',
  retryNamed: 'Try again now: {what}',
  look: 'Look',
  disk: '{free} of {total} free',
  checked:
    'Derived anew <at></at>: {faults, plural, =0 {nothing differs} one {# thing differs} other {# things differ}}.',
  neverChecked: 'Not checked yet.',
  sealedThrough: 'Days sealed up to {day}.',
  unsealed: '{count, plural, =0 {No entry waits} one {# entry waits} other {# entries wait}} for the chain.',
} as const

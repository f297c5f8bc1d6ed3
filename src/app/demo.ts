import { parseArgs } from 'node:util'
import { demoLogInsOf } from '#app/demo-routes.ts'
import { advanceClock } from '#app/worker/due-work.ts'
import { type DemoLogIns, type DemoOptions, type DemoProgress, demoStage, fillMarket } from '#demo/index.ts'
import type { Db } from '#platform/db.ts'

export { demoStage }

/**
 * Fills an empty market with half a year of events: see `fillMarket`. Provider and files are plugged in by the caller,
 * and no worker runs meanwhile.
 */
export const fillDemo = (db: Db, options: DemoOptions = {}): Promise<DemoLogIns> =>
  fillMarket(db, target => advanceClock(db, target), options)

/** A large market is for looking at speed: many products, and orders enough to see some. */
const sizes = {
  normal: {},
  large: { products: 20_000, orders: 200 },
} as const satisfies Record<string, DemoOptions>

/** `demo [--size normal|large] [--seed 1]`: fills an empty market and says who can log in. */
export async function runDemo(
  db: Db,
  flags: readonly string[],
  print: (line: string) => void = console.log,
): Promise<void> {
  const { values } = parseArgs({ args: [...flags], options: { size: { type: 'string' }, seed: { type: 'string' } } })
  const size = values.size ?? 'normal'
  const seed = Number(values.seed ?? 1)
  if (!Object.hasOwn(sizes, size)) throw new Error(`--size is one of: ${Object.keys(sizes).join(', ')}`)
  if (!Number.isSafeInteger(seed)) throw new Error('--seed is a whole number')
  const stage = await demoStage(db)
  if (stage !== 'empty') throw new Error(whyNot[stage])
  const options = sizes[size as keyof typeof sizes]
  await fillDemo(db, { ...options, seed, onProgress: inHalves(print) })
}

/** Who can log in to the demo, one line a role; null when this market is not a demo. */
export async function demoLogIns(db: Db): Promise<string | null> {
  const found = await demoLogInsOf(db)
  if (!found) return null
  const { buyer, seller, operator, secondOperator, password } = found
  return [
    `Log in with the password '${password}':`,
    `  buyer     ${buyer}`,
    `  seller    ${seller}   /seller`,
    `  operator  ${operator}   /ops`,
    `            ${secondOperator}   approves what the first one prepares`,
  ].join('\n')
}

const whyNot = {
  open: 'There are stores already: the demo fills an empty market only. `npm run reset` empties it.',
  half: 'The demo was interrupted before it was complete, and its clock stands in the past. `npm run reset` empties the market; then start again.',
}

/** A line per half of each step: enough to see that it goes on. */
function inHalves(print: (line: string) => void): (progress: DemoProgress) => void {
  let last = ''
  return ({ step, done, total }) => {
    const line = `  ${step}: ${Math.floor((done / total) * 2) * 50} %`
    if (line !== last) print(line)
    last = line
  }
}

import { fileURLToPath } from 'node:url'
import { ensureUser, hashPassword } from '#accounts/index.ts'
import { publishFolder } from '#content/index.ts'
import { openAccounts, requestPayouts } from '#demo/bank.ts'
import { createStores, type DemoMarket } from '#demo/create-stores.ts'
import { markBegun, markEnded } from '#demo/demo-stage.ts'
import { type DemoLogIns, logIns } from '#demo/log-ins.ts'
import { demoBuyer, inventPeople } from '#demo/people.ts'
import { lifeDays, type PlannedProduct, type PlannedVariant, planProducts, shotsOf } from '#demo/plan-products.ts'
import { type PlannedPurchase, planPurchases } from '#demo/plan-purchases.ts'
import { runEvent } from '#demo/run-event.ts'
import { characters } from '#demo/stores/index.ts'
import { pictureSidePx, takePictures } from '#demo/studio.ts'
import { type Event, timelineOf } from '#demo/timeline.ts'
import { applicationsToCome, searchInVain } from '#demo/waiting-work.ts'
import { sealAll } from '#platform/chain.ts'
import { type Db, sql } from '#platform/db.ts'
import { newId, publicId } from '#platform/ids.ts'
import { recordPicture, storePicture } from '#platform/pictures.ts'
import { inTx } from '#platform/tx.ts'
import { recomputeScores } from '#search/index.ts'

export type DemoProgress = {
  readonly step: 'people' | 'pictures' | 'events'
  readonly done: number
  readonly total: number
}

export type DemoOptions = {
  /** The same seed makes the same market. */
  readonly seed?: number | undefined
  readonly products?: number | undefined
  /** Approximate number. */
  readonly orders?: number | undefined
  readonly buyers?: number | undefined
  readonly onProgress?: ((progress: DemoProgress) => void) | undefined
}

/**
 * Fills an empty database with half a year of a market's events, using the same functions and routes as everybody: the
 * clock is set back, the events run in order, and at the end it is now. `advance` moves the clock to an instant and
 * does everything due in between. Needs a payment provider and a file store, and no running worker. An interrupted run
 * cannot be resumed: see `demoStage`.
 */
export async function fillMarket(
  db: Db,
  advance: (target: Temporal.Instant) => Promise<void>,
  { seed = 1, products = 1_500, orders = 600, buyers = 150, onProgress = () => {} }: DemoOptions,
): Promise<DemoLogIns> {
  const end = db.clock.wall()
  await db.clock.set(db.read, end.subtract({ hours: 24 * lifeDays }))
  const passwordHash = await hashPassword(logIns.password)
  const operatorId = await beginDemo(db, passwordHash, seed)
  await publishFolder(db, fileURLToPath(new URL('pages', import.meta.url)))
  const people = inventPeople(seed, buyers)
  const plan = planProducts(seed, products)
  const purchases = planPurchases(seed, plan, people, orders)
  const count = (step: DemoProgress['step'], total: number) => {
    let done = 0
    return (more = 1) => onProgress({ step, done: (done += more), total })
  }

  const created = await createStores(
    db,
    {
      operatorId,
      ownerOf: store =>
        store === characters[0]
          ? { email: logIns.seller, passwordHash }
          : { email: `${store.slug}@example.eu`, passwordHash: null },
      buyers: [{ person: demoBuyer, passwordHash }, ...people.map(person => ({ person, passwordHash: null }))],
    },
    count('people', characters.length + 1 + people.length),
  )
  const market: DemoMarket = { ...created, sold: unitsSold(purchases), products: new Map(), purchases: new Map() }
  await openAccounts(db, market.shops, operatorId)
  await uploadPictures(db, market, plan, total => count('pictures', total))
  const events = timelineOf(db, end, plan, purchases)
  const happened = count('events', events.length)
  const apply = applicationsToCome(db)
  for (const batch of batches(events)) {
    await apply(batch[0]!.days)
    const at = end.subtract({ milliseconds: Math.round(batch[0]!.days * 86_400_000) })
    if (Temporal.Instant.compare(at, db.clock.now()) > 0) await advance(at)
    await Promise.all(batch.map(event => runEvent(db, market, event)))
    happened(batch.length)
  }
  await advance(db.clock.wall())
  await apply(0)
  await searchInVain(db)
  await requestPayouts(db, market.shops)
  await endDemo(db, operatorId)
  return logIns
}

const beginDemo = (db: Db, passwordHash: string, seed: number): Promise<string> =>
  inTx(db, 'begin demo', async tx => {
    const who = {
      email: logIns.operator,
      name: 'Robin Keller',
      locale: 'en',
      passwordHash,
      operator: ['admin'] as const,
    }
    const { user } = await ensureUser(tx, who)
    await ensureUser(tx, { ...who, email: logIns.secondOperator, name: 'Kim Okafor' })
    await markBegun(tx, user.id, seed)
    return user.id
  })

/** Returns to real time, with all chains sealed, scores computed, and table statistics updated. */
async function endDemo(db: Db, operatorId: string): Promise<void> {
  await db.clock.set(db.read, db.clock.wall())
  await inTx(db, 'end demo', tx => markEnded(tx, operatorId))
  while ((await sealAll(db)) > 0);
  await recomputeScores(db)
  await sql`analyze`.execute(db.read)
}

function unitsSold(purchases: readonly PlannedPurchase[]): Map<PlannedVariant, number> {
  const sold = new Map<PlannedVariant, number>()
  for (const { variant, units } of purchases.flatMap(purchase => purchase.orders.flatMap(order => order.lines)))
    sold.set(variant, (sold.get(variant) ?? 0) + units)
  return sold
}

/** Draws and uploads the pictures of the products, each once per store. */
async function uploadPictures(
  db: Db,
  market: DemoMarket,
  products: readonly PlannedProduct[],
  counting: (total: number) => () => void,
): Promise<void> {
  const plannedPictures = [...Map.groupBy(products, product => product.store)].flatMap(([store, own]) => {
    const shots = shotsOf(store)
    return [...new Set(own.flatMap(product => product.pictures))].map(name => ({ store, name, ...shots.get(name)! }))
  })
  const taken = counting(plannedPictures.length)
  await takePictures(plannedPictures, async ({ store, name }, bytes) => {
    const { id: storeId, pictures } = market.shops.get(store)!
    const picture = { id: newId(), bytes, width: pictureSidePx, height: pictureSidePx }
    await storePicture(db, storeId, picture)
    await inTx(db, 'upload picture', tx => recordPicture(tx, storeId, picture))
    pictures.set(name, publicId('fil', storeId, picture.id))
    taken()
  })
}

/** Products created at the same time; everything else runs sequentially. */
const batchSize = 6

function batches(events: readonly Event[]): Event[][] {
  const batched: Event[][] = []
  for (const event of events) {
    const last = batched.at(-1)
    const joins = last && event.kind === 'create' && last[0]!.kind === 'create' && last[0]!.days === event.days
    if (joins && last.length < batchSize) last.push(event)
    else batched.push([event])
  }
  return batched
}

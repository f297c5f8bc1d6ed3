import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { addMember, ensureUser, type OperatorRole, openSession, type Role } from '#accounts/index.ts'
import { plug } from '#app/plug.ts'
import type { Api } from '#app/routes.ts'
import { createServer } from '#app/server.ts'
import { advanceClock, runDueWork } from '#app/worker/due-work.ts'
import { sandboxProvider } from '#payments/providers/sandbox.ts'
import type { SandboxRecord } from '#payments/providers/sandbox-record.ts'
import { sandboxServer } from '#payments/providers/sandbox-server.ts'
import { checkedAccount, saveBankAccount, type TypedAccount } from '#payouts/index.ts'
import type { Db } from '#platform/db.ts'
import { sql } from '#platform/db.ts'
import { parsePublicId } from '#platform/ids.ts'
import { inTx } from '#platform/tx.ts'
import { openStore } from '#sellers/index.ts'
import { sellerCountries } from '#sellers/policy.ts'
import { freshDb } from './database.ts'
import { type HttpClient, httpClient } from './http-client.ts'
import { plantTree, testCategory } from './tree.ts'

/** A person with a session, calling over real HTTP. */
export type Person = HttpClient & { readonly userId: string | null; readonly email: string }
export type Store = { readonly id: string; readonly owner: Person; readonly templateId: string }

type MarketOptions = {
  /** How often the provider sends each webhook. */
  webhookCopies?: number
  /** With a clock that only tests move; otherwise it follows real time. */
  frozen?: boolean
  /** With the test categories. */
  tree?: boolean
  /** The data folder; by default a database of the test run's PostgreSQL. */
  database?: () => ReturnType<typeof freshDb>
}

export const providerSecret = 'the secret that signs webhooks in tests'

/**
 * A market for tests: database, API over real HTTP, sandbox provider, and makers that call the real verbs. No worker
 * runs: tests decide when work is done (`settle`, `pass`).
 */
export class Market {
  db!: Db
  provider!: { record: SandboxRecord; url: string; resolve(id: string, outcome: 'captured' | 'refused'): Promise<void> }
  databaseUrl!: string
  dataDir!: string
  /** Closed at the end, in this order. */
  protected closing: (() => Promise<unknown>)[] = []
  #made = 0

  async open({ webhookCopies = 1, tree = true, frozen = true, database = freshDb }: MarketOptions = {}): Promise<void> {
    const { db, url, drop } = await database()
    const dataDir = await mkdtemp(join(tmpdir(), 'fondaco-files-'))
    const providerUrl = await this.openProvider(webhookCopies)
    if (tree) await plantTree(db)
    plug(db, { dataDir, sandbox: true, provider: sandboxProvider(providerUrl, providerSecret), mailer: null })
    const app = await createServer(db, { logLevel: 'error', perMinute: null })
    await app.listen({ port: 0, host: '127.0.0.1' })
    db.publicUrl = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
    if (frozen) db.clock.freeze()
    this.db = db
    this.databaseUrl = url
    this.dataDir = dataDir
    this.closing.push(
      () => app.close(),
      drop,
      () => rm(dataDir, { recursive: true }),
    )
  }

  /** Starts the sandbox provider with a record that tests can read. Returns its address. */
  protected async openProvider(webhookCopies: number): Promise<string> {
    const sandbox = sandboxServer({ recordFile: null, secret: providerSecret, pendingMs: 0, copies: webhookCopies })
    const url = await sandbox.app.listen({ port: 0, host: '127.0.0.1' })
    this.provider = {
      record: sandbox.record,
      url,
      resolve: async (id, outcome) => {
        await sandbox.app.inject({ method: 'POST', url: `/payments/${id}/resolve`, payload: { outcome } })
        await sandbox.delivered()
      },
    }
    this.closing.push(() => sandbox.app.close())
    return url
  }

  async close(): Promise<void> {
    for (const close of this.closing) await close()
  }

  /** Does everything that is due now. */
  settle(): Promise<number> {
    return runDueWork(this.db)
  }

  /** Moves the clock forward, doing everything that falls due on the way. */
  pass(duration: Temporal.DurationLike): Promise<void> {
    return advanceClock(this.db, this.db.clock.now().add(Temporal.Duration.from(duration)))
  }

  /** Sets the clock without doing anything. */
  setClock(at: string): Promise<void> {
    return this.db.clock.set(this.db.read, Temporal.Instant.from(at))
  }

  async person({
    operator = false,
    storeId = null,
    role = 'owner',
    locale = 'en',
  }: {
    /** With all roles, or with these. */
    operator?: boolean | readonly OperatorRole[]
    storeId?: string | null
    role?: Role
    locale?: string
  } = {}): Promise<Person> {
    const email = `person${this.#made++}@example.eu`
    const { token, userId } = await inTx(this.db, 'make person', async tx => {
      const { user } = await ensureUser(tx, {
        email,
        name: `Person ${this.#made}`,
        locale,
        passwordHash: null,
        operator: operator === true ? ['admin'] : operator || [],
      })
      if (storeId) await addMember(tx, { userId: user.id, storeId, role })
      const session = await openSession(tx, this.db, { buyerId: user.id, userId: user.id, confirmed: true })
      return { token: session, userId: user.id }
    })
    return { ...this.as(token), userId, email }
  }

  /**
   * A client for a token; null: an unknown visitor, who becomes a guest at the first write. `from`: the address it
   * calls from.
   */
  as(token: string | null, { from }: { from?: string } = {}): Person {
    return { ...httpClient(() => this.db.publicUrl, token, from), userId: null, email: '' }
  }

  async store({ country = 'FR', timeZone = 'Europe/Paris', carriers = ['dhl', 'colissimo'] } = {}): Promise<Store> {
    const n = this.#made++
    const id = await inTx(this.db, 'make store', tx =>
      openStore(tx, {
        name: `Store ${n}`,
        slug: `store-${n}`,
        about: 'A store',
        country,
        timeZone,
        email: `store-${n}@example.eu`,
        company,
      }),
    )
    const owner = await this.person({ storeId: id })
    const rate = (price_minor: number, min_days: number, max_days: number) => ({
      price_minor,
      carriers: Object.fromEntries(carriers.map(carrier => [carrier, { min_days, max_days }])),
    })
    const template = await owner.api.createTemplate({
      name: 'Standard',
      zones: [
        { countries: ['FR'], rates: { standard: rate(490, 2, 5), express: rate(990, 1, 2) } },
        { countries: ['DE'], rates: { standard: rate(790, 3, 8) } },
      ],
    })
    return { id, owner, templateId: template.id }
  }

  /** A product on sale, by default with one variant. Returns public ids. */
  async product(
    store: Store,
    {
      price = 2_000,
      stock = 10,
      reserveAt = 'order' as 'order' | 'payment',
      processingDays = 2,
      title = 'A good thing',
      description = 'Made well.',
      category = testCategory,
      picture = null as string | null,
    } = {},
  ): Promise<{ productId: string; variantId: string }> {
    const { id } = await store.owner.api.createProduct({
      title,
      description,
      category,
      template_id: store.templateId,
      processing_days: processingDays,
      reserve_at: reserveAt,
      pictures: [picture ?? (await this.picture(store))],
      variants: [{ name: 'One', sku: `sku-${this.#made++}`, price_minor: price, on_hand: stock }],
    })
    await store.owner.api.publishProduct({ product_id: id })
    const { variants } = await store.owner.api.showStoreProduct({ product_id: id })
    return { productId: id, variantId: variants[0]!.id }
  }

  /** Sets a variant's units on hand. */
  async setStock(store: Store, variantId: string, onHand: number): Promise<void> {
    const { storeId, id } = keyOf('var', variantId)
    const { rows } = await sql<{ on_hand: number }>`
      select on_hand from catalog.stock where store_id = ${storeId} and variant_id = ${id}
    `.execute(this.db.read)
    await store.owner.api.adjustStock({
      changes: [{ variant_id: variantId, to: onHand, if_on_hand: rows[0]!.on_hand }],
    })
  }

  /** Uploads a picture for the store. */
  async picture(store: Store): Promise<string> {
    const { default: sharp } = await import('sharp')
    const file = await sharp({ create: { width: 300, height: 300, channels: 3, background: '#8899aa' } })
      .png()
      .toBuffer()
    return (await store.owner.api.uploadPicture({ file, name: 'picture.png' })).id
  }

  /** Fills a cart and places it. */
  async buy(
    buyer: Person,
    variantIds: readonly string[],
    {
      method = 'card_ok',
      units = 1,
      country = 'FR',
      key,
    }: { method?: string; units?: number; country?: string; key?: string } = {},
  ): Promise<Awaited<ReturnType<Api['placePurchase']>>> {
    const total = await this.fill(buyer, variantIds, { units, country })
    return buyer.api.placePurchase({ method, expected_total_minor: total }, key)
  }

  async fill(buyer: Person, variantIds: readonly string[], { units = 1, country = 'FR' } = {}): Promise<number> {
    for (const id of variantIds) await buyer.api.addToCart({ variant_id: id, units })
    const cart = await buyer.api.setDelivery({ address: addressIn(country) })
    return cart.total.amount_minor
  }

  /** Ships an order. The simulated carrier delivers a parcel whose tracking number does not end in 0. */
  async ship(store: Store, orderId: string, { lost = false } = {}): Promise<void> {
    const tracking_number = `${String(this.#made++).padStart(9, '7')}${lost ? 0 : 1}`
    await store.owner.api.shipOrder({ order_id: orderId, carrier: 'dhl', tracking_number })
  }

  /** Sells one item at this price, from the cart to the receipt; returns the amount added to the balance, in cents. */
  async earn(store: Store, price: number): Promise<number> {
    const { variantId } = await this.product(store, { price })
    const buyer = await this.person()
    const { orders } = await this.buy(buyer, [variantId])
    await this.ship(store, orders[0]!)
    await buyer.api.confirmReceipt({ order_id: orders[0]! })
    return (await store.owner.api.listMovements({ limit: 1 })).items[0]!.amount.amount_minor
  }

  /** Saves a bank account for the store, without the proof of identity that people need; the waiting period applies. */
  nameAccount(
    store: Store,
    account: Partial<TypedAccount> = { iban: 'FR1420041010050500013M02606' },
  ): Promise<unknown> {
    return inTx(this.db, 'name account', tx =>
      saveBankAccount(
        tx,
        store.id,
        checkedAccount({ holder: 'Good Things SARL', ...account }, tx.policy(sellerCountries)),
      ),
    )
  }
}

export const address = {
  name: 'Zoé Łuk',
  line1: '1 rue de la Paix',
  postal_code: '75002',
  city: 'Paris',
  country: 'FR',
}

const postalCodes: Record<string, string> = { NO: '0150', PT: '1100-048' }
/** An address in another country. */
const addressIn = (country: string) => ({
  ...address,
  country,
  postal_code: postalCodes[country] ?? address.postal_code,
})

/** The company of every store that was opened without an application. */
export const company = {
  legalName: 'Good Things SARL',
  line1: '1 rue de la Paix',
  postalCode: '75002',
  city: 'Paris',
  registerNumber: 'RCS Paris 552 008 443',
  phone: '+33 1 99 00 12 34',
}

/** The same as the API's input. */
export const companyInput = {
  legal_name: company.legalName,
  line1: company.line1,
  postal_code: company.postalCode,
  city: company.city,
  register_number: company.registerNumber,
  phone: company.phone,
}

/** The (store, id) behind a public id. */
export const keyOf = (prefix: 'ord' | 'var' | 'prd' | 'tpl' | 'fil', id: string): { storeId: string; id: string } => {
  const [storeId, inner] = parsePublicId(prefix, 2, id)!
  return { storeId: storeId!, id: inner! }
}

/** One market per test file, opened and closed around its tests. */
export function openMarket(options: MarketOptions = {}): Market {
  const market = new Market()
  beforeAll(() => market.open(options))
  afterAll(() => market.close())
  return market
}

/** The code of the refusal that a promise rejects with; fails when it does not. */
export async function refusalOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise
  } catch (error) {
    if (error instanceof Error && error.name === 'Refusal') return error.message
    throw error
  }
  throw new Error('expected a refusal, and it went through')
}

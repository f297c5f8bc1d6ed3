import { addMember, ensureUser } from '#accounts/index.ts'
import { type Actor, actorOf } from '#demo/actors.ts'
import type { Character, Leg } from '#demo/character.ts'
import type { Person } from '#demo/people.ts'
import type { PlannedProduct, PlannedVariant } from '#demo/plan-products.ts'
import type { PlannedPurchase } from '#demo/plan-purchases.ts'
import { characters } from '#demo/stores/index.ts'
import { audit } from '#platform/audit.ts'
import type { Db } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { inTx } from '#platform/tx.ts'
import { authorizeStore, openStore } from '#sellers/index.ts'
import { taxonomyOf } from '#taxonomy/index.ts'

type Shop = {
  readonly id: string
  readonly owner: Actor
  /** Public ids, in the order of the character's templates. */
  readonly templates: readonly string[]
  /** Public id of each picture, by the name of its shot. */
  readonly pictures: Map<string, string>
}

/** The stores, buyers, products and purchases created so far, by their plans. */
export type DemoMarket = {
  readonly shops: ReadonlyMap<Character, Shop>
  readonly buyers: ReadonlyMap<Person, Actor>
  /** How many units of a variant will be bought in all. */
  readonly sold: ReadonlyMap<PlannedVariant, number>
  /** Public ids. */
  readonly products: Map<PlannedProduct, string>
  readonly purchases: Map<PlannedPurchase, { readonly id: string; readonly orders: ReadonlyMap<Character, string> }>
}

type Owner = { readonly email: string; readonly passwordHash: string | null }

/** Opens the stores and creates their owners and all buyers; `who` contains their log-ins. */
export async function createStores(
  db: Db,
  who: {
    operatorId: string
    ownerOf: (store: Character) => Owner
    buyers: readonly { person: Person; passwordHash: string | null }[]
  },
  onCreated: () => void,
): Promise<Pick<DemoMarket, 'shops' | 'buyers'>> {
  const shops = new Map<Character, Shop>()
  for (const character of characters) {
    shops.set(character, await createStore(db, character, who.operatorId, who.ownerOf(character)))
    onCreated()
  }
  const buyers = new Map<Person, Actor>()
  for (const { person, passwordHash } of who.buyers) {
    const { user } = await inTx(db, 'sign up', tx => ensureUser(tx, { ...person, passwordHash }))
    const buyer = await actorOf(db, { userId: user.id, storeId: null })
    await buyer.saveAddress({ address: person.address })
    buyers.set(person, buyer)
    onCreated()
  }
  return { shops, buyers }
}

async function createStore(db: Db, character: Character, operatorId: string, login: Owner): Promise<Shop> {
  const special = await specialOf(db, character)
  const { storeId, userId } = await inTx(db, 'open store', async tx => {
    const id = await openStore(tx, { ...character, email: `hello@${character.slug}.example` })
    const { user } = await ensureUser(tx, { ...login, name: character.owner, locale: 'en' })
    await addMember(tx, { userId: user.id, storeId: id, role: 'owner' })
    const after = { name: character.name }
    await audit(tx, { owner: id, userId: operatorId, action: 'store.open', subject: publicId('sto', id), after })
    for (const category of special)
      await authorizeStore(tx, { storeId: id, category, userId: operatorId, reason: 'licence seen' })
    return { storeId: id, userId: user.id }
  })
  const owner = await actorOf(db, { userId, storeId })
  const templates: string[] = []
  for (const { name, carriers, zones } of character.templates) {
    const rateOf = ([price_minor, min_days, max_days]: Leg) => ({
      price_minor,
      carriers: Object.fromEntries(carriers.map(carrier => [carrier, { min_days, max_days }])),
    })
    const { id } = await owner.createTemplate({
      name,
      zones: zones.map(({ countries, standard, express, upTo, freeFrom }) => ({
        countries: countries.split(' '),
        rates: {
          standard: {
            ...rateOf(standard),
            ...(upTo && { by: upTo.by, bands: upTo.bands.map(([up_to, price_minor]) => ({ up_to, price_minor })) }),
            free_from_minor: freeFrom ?? null,
          },
          ...(express && { express: rateOf(express) }),
        },
      })),
    })
    templates.push(id)
  }
  return { id: storeId, owner, templates, pictures: new Map() }
}

/** The store's departments that need a permission. */
async function specialOf(db: Db, { things }: Character): Promise<Set<string>> {
  const { categories } = await taxonomyOf(db)
  return new Set(
    things
      .map(thing => categories.get(thing.category)!)
      .filter(({ state }) => state === 'special')
      .map(({ path }) => path[0]!),
  )
}

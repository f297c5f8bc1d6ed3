import { z } from 'zod'
import { addMember, ensureUser, type Role, roleNames } from '#accounts/index.ts'
import { rowsWithWords } from '#api/ops/words.ts'
import { Email, UserName } from '#auth/index.ts'
import { isCountry } from '#markets/index.ts'
import { endStates } from '#orders/index.ts'
import { col, rowOf, type Selected } from '#platform/columns.ts'
import { command } from '#platform/command.ts'
import { sql } from '#platform/db.ts'
import { parsePublicId, publicId } from '#platform/ids.ts'
import { InstantSchema, instant, instantOrNull, oneOf, single } from '#platform/json.ts'
import { descending, listOf } from '#platform/list.ts'
import { marketTimeZone } from '#platform/market.ts'
import { type Owned, ownedBy } from '#platform/owned.ts'
import { refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'
import { isTimeZone, openStore, storeAt } from '#sellers/index.ts'
import {
  aboutMaxCharacters,
  slugMaxCharacters,
  slugPattern,
  storeNameMaxCharacters,
  storeNameMinCharacters,
  textMaxCharacters,
} from '#sellers/limits.ts'
import { sellerRefusals } from '#sellers/refusals.ts'

const CompanyText = z.string().trim().min(1).max(textMaxCharacters)

const refuse = refuser(sellerRefusals)

/** Until it is approved a store is being prepared; a suspended one sells nothing until an operator reopens it. */
const storeStates = ['selling', 'preparing', 'suspended'] as const

const stateOf = sql`case when s.approved_at is null then 'preparing' when s.suspended_at is not null then 'suspended'
  else 'selling' end`

const store = rowOf(
  {
    id: col.id('sto', 's.store_id'),
    name: col.text('s.name'),
    slug: col.text('s.slug'),
    country: col.text('s.country'),
    state: col.oneOf(storeStates, stateOf),
    /** On sale now. */
    products: col.int('s.products'),
    /** Neither completed nor canceled. */
    open_orders: col.int('s.open_orders'),
    balance: col.money('s.balance_minor'),
    /** The company's name and VAT number are looked up for the whole page. */
    company: col.nullable(col.text(sql`null::text`)),
    vat_number: col.nullable(col.text(sql`null::text`)),
    email: col.nullable(col.text('s.email')),
    opened_at: col.instant('s.opened_at'),
  },
  'OpsStore',
)

/** SQL: these stores with their figures, as `s`: each figure is counted in one query for all of them. */
const withFigures = (owned: Owned) => sql`(
  select s.store_id, s.name, s.slug, s.country, s.approved_at, s.suspended_at, s.opened_at, s.email,
    coalesce(p.n, 0) as products, coalesce(o.n, 0) as open_orders, coalesce(b.balance_minor, 0) as balance_minor
  from sellers.stores s
  left join (select p.store_id, count(*)::int as n from catalog.products p
    where ${owned('p.store_id')} and p.state = 'online' group by p.store_id) p on p.store_id = s.store_id
  left join (select o.store_id, count(*)::int as n from orders.orders o
    where ${owned('o.store_id')} and o.state <> all(${endStates}) group by o.store_id) o on o.store_id = s.store_id
  left join ledger.balances b on ${owned('b.store_id')} and b.store_id = s.store_id and b.account = 'available'
  where ${owned('s.store_id')}) s`

type Facts = {
  about: string
  email: string | null
  time_zone: string
  approved_at: Temporal.Instant | null
  application: boolean
  legal_name: string | null
  line1: string | null
  postal_code: string | null
  city: string | null
  company_country: string
  national_id: string | null
  vat_number: string | null
  register_number: string | null
  phone: string | null
}

export const opsStores = {
  openStore: command({
    method: 'POST',
    path: '/api/ops/stores',
    audience: 'ops',
    permission: 'ops.stores',
    summary: 'Open a store and create its owner',
    input: z.object({
      name: z.string().trim().min(storeNameMinCharacters).max(storeNameMaxCharacters),
      slug: z.string().regex(slugPattern).max(slugMaxCharacters),
      about: z.string().trim().max(aboutMaxCharacters).default(''),
      country: z.string().refine(isCountry, 'not a country'),
      time_zone: z.string().max(60).refine(isTimeZone),
      /** The operator who opens the store vouches for it: buyers see this company as the seller. */
      company: z.object({
        legal_name: CompanyText,
        line1: CompanyText,
        postal_code: CompanyText,
        city: CompanyText,
        register_number: CompanyText,
        phone: CompanyText,
      }),
      owner: z.object({ name: UserName, email: Email }),
    }),
    example: {
      name: 'Good Things',
      slug: 'good-things-three',
      country: 'FR',
      time_zone: marketTimeZone,
      company: {
        legal_name: 'Good Things SARL',
        line1: '1 rue de la Paix',
        postal_code: '75002',
        city: 'Paris',
        register_number: 'RCS Paris 552 008 443',
        phone: '+33 1 99 00 12 34',
      },
      owner: { name: 'Camille Roux', email: 'owner@example.eu' },
    },
    output: z.object({ id: z.string() }),
    refusals: ['store.address_taken', 'store.email_taken', 'account.operator_sells_nothing'],
    async run(tx, _, { owner, time_zone, company, ...store }) {
      const storeId = await openStore(tx, {
        ...store,
        timeZone: time_zone,
        email: owner.email,
        company: {
          ...company,
          legalName: company.legal_name,
          postalCode: company.postal_code,
          registerNumber: company.register_number,
        },
      })
      const { user } = await ensureUser(tx, { ...owner, locale: 'en', passwordHash: null })
      await addMember(tx, { userId: user.id, storeId, role: 'owner' })
      return publicId('sto', storeId)
    },
    audit: 'store.open',
    entry: ({ name }, id) => ({ subject: id, after: { name } }),
    answer: id => ({ id }),
  }),

  listAllStores: listOf({
    path: '/api/ops/stores',
    audience: 'ops',
    permission: 'ops.read',
    summary: 'All stores, latest first; filtered by address, words of the name, country or state',
    input: {
      slug: z.string().max(80).optional(),
      name: z.string().max(100).optional(),
      country: z
        .string()
        .regex(/^[A-Z]{2}$/)
        .optional(),
      state: z.enum(storeStates).optional(),
    },
    row: store,
    from: ({ name }) => sql`${rowsWithWords('sellers.stores', 'name', name)} s`,
    filters: {
      slug: async (slug, _, { db }) => sql`s.store_id = ${await storeAt(db.read, slug)}::uuid`,
      country: country => sql`s.country = ${country}`,
      state: state => sql`${stateOf} = ${state}`,
    },
    order: descending(['s.store_id', 'uuid']),
    pageColumns: sql`s.store_id`,
    async read({ db }, page) {
      const owned = ownedBy(page.map(({ store_id }) => store_id as string))
      const { rows } = await sql<Selected>`
        select ${store.select()} from ${withFigures(owned)} order by s.store_id desc
      `.execute(db.read)
      return rows
    },
    async complete({ db }, items) {
      const ids = items.map(({ id }) => parsePublicId('sto', 1, id)![0]!)
      const { rows } = await sql<{ store_id: string; legal_name: string | null; vat_number: string | null }>`
        select s.store_id, c.legal_name, c.vat_number from sellers.stores s
        join sellers.companies c on c.id = s.company_id where s.store_id = any(${ids}::uuid[])
      `.execute(db.read)
      const companies = new Map(rows.map(row => [publicId('sto', row.store_id), row]))
      return items.map(item => {
        const { legal_name = null, vat_number = null } = companies.get(item.id) ?? {}
        return { ...item, company: legal_name, vat_number }
      })
    },
    beside: {
      /** Countries that have stores. */
      output: { countries: z.array(z.string()) },
      async read({ db }) {
        const { rows } = await sql<{ country: string }>`
          select distinct country from sellers.stores order by country
        `.execute(db.read)
        return { countries: rows.map(row => row.country) }
      },
    },
    file: { name: 'stores' },
  }),

  showStoreAsOperator: route({
    method: 'GET',
    path: '/api/ops/stores/:store_id',
    audience: 'ops',
    permission: 'ops.read',
    summary: 'A store: its figures, company and members',
    input: z.object({ store_id: single('sto') }),
    output: store.schema
      .extend({
        about: z.string(),
        email: z.string().nullable(),
        time_zone: z.string(),
        approved_at: InstantSchema.nullable(),
        /** Null when an operator opened it. */
        application_id: z.string().nullable(),
        company: z.object({
          legal_name: z.string().nullable(),
          address: z.array(z.string()),
          country: z.string(),
          national_id: z.string().nullable(),
          vat_number: z.string().nullable(),
          register_number: z.string().nullable(),
          phone: z.string().nullable(),
        }),
        members: z.array(
          z.object({
            id: z.string(),
            name: z.string(),
            email: z.string(),
            role: oneOf(roleNames),
            since: InstantSchema,
          }),
        ),
      })
      .meta({ id: 'OpsStorePage' }),
    refusals: ['store.not_found'],
    async handle({ db }, { store_id }) {
      const [figures, facts, members] = await Promise.all([
        sql<Selected>`
          select ${store.select()} from ${withFigures(ownedBy(store_id))}
        `.execute(db.read),
        sql<Facts>`
          select s.about, s.email, s.time_zone, s.approved_at, c.legal_name, c.line1, c.postal_code, c.city,
            c.country as company_country, c.national_id, c.vat_number, c.register_number, c.phone,
            exists (select 1 from sellers.applications a where a.store_id = ${store_id}) as application
          from sellers.stores s join sellers.companies c on c.id = s.company_id where s.store_id = ${store_id}
        `.execute(db.read),
        sql<{ id: string; name: string; email: string; role: Role; since: Temporal.Instant }>`
          select u.id, u.name, e.email, m.role, m.created_at as since from accounts.memberships m
          join accounts.users u on u.id = m.user_id join accounts.emails e on e.user_id = u.id
          where m.store_id = ${store_id} order by m.created_at, u.id limit 200
        `.execute(db.read),
      ])
      const [figure, fact] = [figures.rows[0], facts.rows[0]]
      if (!figure || !fact) throw refuse('store.not_found')
      return {
        ...store.json(figure, { db }),
        about: fact.about,
        email: fact.email,
        time_zone: fact.time_zone,
        approved_at: instantOrNull(fact.approved_at),
        application_id: fact.application ? publicId('app', store_id) : null,
        company: {
          legal_name: fact.legal_name,
          address: [fact.line1, `${fact.postal_code ?? ''} ${fact.city ?? ''}`.trim()].filter(part => part !== null),
          country: fact.company_country,
          national_id: fact.national_id,
          vat_number: fact.vat_number,
          register_number: fact.register_number,
          phone: fact.phone,
        },
        members: members.rows.map(row => ({ ...row, id: publicId('usr', row.id), since: instant(row.since) })),
      }
    },
  }),
}

import type { Address } from '#cart/index.ts'
import { countryText, daysText, type Locale, moneyText } from '#notifications/compose.ts'
import type { OrderFacts } from '#notifications/facts.ts'
import type { Texts } from '#notifications/texts.ts'
import { sql } from '#platform/db.ts'
import { gather } from '#platform/gather.ts'
import type { Message } from '#platform/mail-body.ts'
import { ownedBy } from '#platform/owned.ts'
import type { Tx } from '#platform/tx.ts'
import { payableOf } from '#pricing/index.ts'

/** What an order's confirmation says besides its `OrderFacts`: what was bought, from whom, and where it goes. */
export type Contract = {
  readonly orderId: string
  readonly lines: readonly Line[]
  readonly shippingMinor: bigint
  readonly service: 'standard' | 'express'
  readonly address: Address
  /** Calendar days of transport; orders from before these were kept have no least. */
  readonly minDays: number | null
  readonly maxDays: number
  readonly trader: Trader
}

type Line = {
  readonly title: string
  readonly variant: string
  readonly units: number
  readonly unit: number
  readonly discounts: readonly { readonly amount_minor: string }[]
}

/** A company's details as far as they are known: stores that cannot sell any more may lack some. */
type Trader = {
  readonly name: string | null
  readonly line1: string | null
  readonly postalCode: string | null
  readonly city: string | null
  readonly country: string
  readonly phone: string | null
  readonly email: string | null
  readonly register: string | null
  readonly vat: string | null
}

type Part = NonNullable<Message['parts']>[number]

/**
 * The parts of a confirmation, which is what Directive 2011/83/EU, article 8(7), asks for on a durable medium: of each
 * order goods, prices, arrival and trader; then the sum, the address and the right of withdrawal.
 */
export function contractParts(
  orders: readonly (OrderFacts & { readonly contract: Contract })[],
  { locale, currency, withdrawalUrl }: { locale: Locale; currency: string; withdrawalUrl: string },
  t: Texts['paid'],
): Part[] {
  const money = (amountMinor: bigint | number) => moneyText(locale, amountMinor, currency)
  const total = orders.reduce((sum, order) => sum + order.totalMinor, 0n)
  const { address } = orders[0]!.contract
  return [
    ...orders.map(order => ({
      title: t.order(order.number, order.store),
      rows: [
        ...order.contract.lines.map(line => ({
          label: line.variant === '' ? line.title : `${line.title}, ${line.variant}`,
          amount: money(payable(line)),
          note: t.units(line.units, money(line.unit)),
        })),
        { label: t.delivery(order.contract.service), amount: money(order.contract.shippingMinor) },
        { label: t.total, amount: money(order.totalMinor), strong: true },
      ],
      lines: [...arrival(order, locale, t), t.soldBy(traderText(order.contract.trader, locale, t))],
    })),
    ...(orders.length > 1
      ? [{ title: t.paidTogether, rows: [{ label: t.total, amount: money(total), strong: true }] }]
      : []),
    {
      title: t.deliveredTo,
      lines: [
        address.name,
        address.line1,
        address.line2,
        `${address.postal_code} ${address.city}`,
        countryText(locale, address.country),
      ].filter(line => line !== ''),
    },
    { title: t.withdrawal.title, lines: [t.withdrawal.text], link: { label: t.withdrawal.link, url: withdrawalUrl } },
  ]
}

const payable = ({ units, unit, discounts }: Line): number =>
  payableOf({ units, unitMinor: unit, discountsMinor: discounts.map(each => Number(each.amount_minor)) })

/** From the latest hand-over on, in the store's time zone, as product pages count it. */
function arrival(
  { shipBy, timeZone, contract }: OrderFacts & { contract: Contract },
  locale: Locale,
  t: Texts['paid'],
) {
  if (!shipBy || contract.minDays === null) return []
  const shipped = shipBy.toZonedDateTimeISO(timeZone).toPlainDate()
  const [from, to] = [shipped.add({ days: contract.minDays }), shipped.add({ days: contract.maxDays })]
  return [t.arrives(daysText(locale, from, to))]
}

const traderText = ({ country, ...of }: Trader, locale: Locale, t: Texts['paid']): string =>
  [
    of.name,
    of.line1,
    of.postalCode && of.city && `${of.postalCode} ${of.city}`,
    countryText(locale, country),
    of.email,
    of.phone,
    of.register && t.register(of.register),
    of.vat && t.vat(of.vat),
  ]
    .filter(Boolean)
    .join(', ')

type Key = { readonly storeId: string; readonly orderId: string }

export const contractOf = gather(async (tx: Tx, keys: readonly Key[]): Promise<Contract[]> => {
  const owned = ownedBy(keys.map(key => key.storeId))
  const { rows } = await sql<Contract>`
    select o.id as "orderId", o.shipping_minor as "shippingMinor", o.service, o.address,
      o.delivery_min_days as "minDays", o.delivery_max_days as "maxDays",
      (select json_agg(json_build_object('title', l.title, 'variant', l.variant_name, 'units', l.units,
          'unit', l.unit_minor, 'discounts', l.discounts) order by l.n)
        from orders.lines l where ${owned('l.store_id')} and l.store_id = o.store_id and l.order_id = o.id) as lines,
      json_build_object('name', c.legal_name, 'line1', c.line1, 'postalCode', c.postal_code, 'city', c.city,
        'country', c.country, 'phone', c.phone, 'email', s.email, 'register', c.register_number, 'vat', c.vat_number) as trader
    from unnest(${keys.map(key => key.storeId)}::uuid[], ${keys.map(key => key.orderId)}::uuid[]) k(store_id, order_id)
    join orders.orders o on ${owned('o.store_id')} and o.store_id = k.store_id and o.id = k.order_id
    join sellers.stores s on ${owned('s.store_id')} and s.store_id = o.store_id
    join sellers.companies c on c.id = s.company_id
  `.execute(tx)
  const contracts = new Map(rows.map(row => [row.orderId, row]))
  return keys.map(key => contracts.get(key.orderId)!)
})

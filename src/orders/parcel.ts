import { orderRefusals } from '#orders/refusals.ts'
import { type Reader, sql } from '#platform/db.ts'
import { refuser } from '#platform/refusal.ts'

const refuse = refuser(orderRefusals)

/** The carrier that stands for any which is not listed: the member names it, with a link for tracking. */
export const otherCarrier = 'other'

/** What a member says about a parcel. */
export type Parcel = {
  readonly carrier: string
  readonly trackingNumber: string
  /** Of the carrier `other`: who it is. */
  readonly carrierName: string | null
  /** Of the carrier `other`: where the parcel can be followed. */
  readonly trackingUrl: string | null
}

/** What is stored of it. */
export type ParcelRow = {
  readonly carrier: string
  readonly number: string
  readonly name: string | null
  readonly url: string | null
}

/**
 * A parcel as it is stored: the number in capitals without spaces and hyphens. Refuses `order.carrier_unnamed` (the
 * carrier `other` without name or link) and `order.tracking_malformed` (not of the carrier's format, or no such carrier).
 */
export async function parcelRow(reader: Reader, parcel: Parcel): Promise<ParcelRow> {
  const { carrier, carrierName, trackingUrl } = parcel
  const number = parcel.trackingNumber.toUpperCase().replaceAll(/[\s-]/g, '')
  const isOther = carrier === otherCarrier
  const missing = isOther ? [...(carrierName ? [] : ['carrier_name']), ...(trackingUrl ? [] : ['tracking_url'])] : []
  if (missing.length > 0) throw refuse('order.carrier_unnamed', { missing })
  const { rows } = await sql<{ format: string; example: string }>`
    select tracking_format as format, tracking_example as example from shipping.carriers where code = ${carrier}
  `.execute(reader)
  if (!rows[0] || !new RegExp(rows[0].format).test(number))
    throw refuse('order.tracking_malformed', { carrier, example: rows[0]?.example ?? '' })
  return { carrier, number, name: isOther ? carrierName : null, url: isOther ? trackingUrl : null }
}

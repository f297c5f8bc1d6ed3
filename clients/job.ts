import { readFileSync } from 'node:fs'

// What both programs sell and buy. They are called with the market's URL, a picture, a category and a tracking number.

const [, , url = '', path = '', category = '', tracking_number = ''] = process.argv

export { category, url }
export const picture = new File([readFileSync(path)], 'picture.png')
export const parcel = { carrier: 'dhl', tracking_number }
export const seller = { email: 'seller@example.eu', password: 'four quiet words here' }
export const buyer = { email: 'buyer@example.eu', password: 'four other words here' }

export const template = {
  name: `Parcels ${crypto.randomUUID().slice(0, 8)}`,
  zones: [
    {
      countries: ['FR'],
      rates: { standard: { price_minor: 490, carriers: { dhl: { min_days: 1, max_days: 3 } } } },
    },
  ],
}

export const product = {
  title: 'Stoneware mug',
  description: 'Holds 30 cl.',
  variants: [{ name: 'Blue', sku: `mug-${crypto.randomUUID().slice(0, 8)}`, price_minor: 1_990, on_hand: 10 }],
}

export const address = {
  name: 'Camille Roux',
  line1: '1 rue de la Paix',
  postal_code: '75002',
  city: 'Paris',
  country: 'FR',
}

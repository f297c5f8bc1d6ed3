import { z } from 'zod'
import { addressesOf, changeAddress, forgetAddress, keepAddress } from '#buyers/index.ts'
import { AddressSchema } from '#cart/index.ts'
import { publicId } from '#platform/ids.ts'
import { OkSchema, ok, single } from '#platform/json.ts'
import { onceInTx } from '#platform/once.ts'
import { route } from '#platform/route.ts'
import { inTx } from '#platform/tx.ts'

export const shopAddresses = {
  listAddresses: route({
    method: 'GET',
    path: '/api/shop/addresses',
    audience: 'user',
    summary: 'The address book, last used first',
    input: z.object({}),
    output: z.object({ items: z.array(z.object({ id: z.string(), address: AddressSchema })) }),
    refusals: [],
    async handle({ db, buyerId }) {
      const saved = await addressesOf(db.read, buyerId)
      return { items: saved.map(({ id, address }) => ({ id: publicId('adr', id), address })) }
    },
  }),

  keepAddress: route({
    method: 'POST',
    path: '/api/shop/addresses',
    audience: 'user',
    summary: 'Save an address; saving it again changes nothing',
    input: z.object({ address: AddressSchema }),
    example: {
      address: { name: 'Camille Roux', line1: '1 rue de la Paix', postal_code: '75002', city: 'Paris', country: 'FR' },
    },
    output: z.object({ id: z.string() }),
    refusals: ['address.too_many', 'address.postal_code_wrong'],
    handle: ({ db, buyerId, once }, { address }) =>
      onceInTx(db, once, 'keep address', async tx => ({
        id: publicId('adr', await keepAddress(tx, buyerId, address)),
      })),
  }),

  changeAddress: route({
    method: 'PUT',
    path: '/api/shop/addresses/:address_id',
    audience: 'user',
    summary: 'Change a saved address; existing orders are not affected',
    input: z.object({ address_id: single('adr'), address: AddressSchema }),
    example: {
      address: { name: 'Camille Roux', line1: '1 rue de la Paix', postal_code: '75002', city: 'Paris', country: 'FR' },
    },
    output: OkSchema,
    refusals: ['address.not_found', 'address.postal_code_wrong'],
    async handle({ db, buyerId }, { address_id, address }) {
      await inTx(db, 'change address', tx => changeAddress(tx, buyerId, { id: address_id, address }))
      return ok
    },
  }),

  forgetAddress: route({
    method: 'DELETE',
    path: '/api/shop/addresses/:address_id',
    audience: 'user',
    summary: 'Delete an address',
    input: z.object({ address_id: single('adr') }),
    output: OkSchema,
    refusals: ['address.not_found'],
    async handle({ db, buyerId }, { address_id }) {
      await inTx(db, 'forget address', tx => forgetAddress(tx, buyerId, address_id))
      return ok
    },
  }),
}

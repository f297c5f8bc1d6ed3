import { z } from 'zod'
import { addressesOf, changeAddress, deleteAddress, saveAddress } from '#buyers/index.ts'
import { AddressSchema } from '#cart/index.ts'
import { command } from '#platform/command.ts'
import { publicId } from '#platform/ids.ts'
import { single } from '#platform/json.ts'
import { route } from '#platform/route.ts'

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

  saveAddress: command({
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
    run: async (tx, { buyerId }, { address }) => publicId('adr', await saveAddress(tx, buyerId, address)),
    audit: { none: 'a buyer’s own address book' },

    answer: id => ({ id }),
  }),

  changeAddress: command({
    method: 'PUT',
    path: '/api/shop/addresses/:address_id',
    audience: 'user',
    summary: 'Change a saved address; existing orders are not affected',
    input: z.object({ address_id: single('adr'), address: AddressSchema }),
    example: {
      address: { name: 'Camille Roux', line1: '1 rue de la Paix', postal_code: '75002', city: 'Paris', country: 'FR' },
    },
    refusals: ['address.not_found', 'address.postal_code_wrong'],
    run: (tx, { buyerId }, { address_id, address }) => changeAddress(tx, buyerId, { id: address_id, address }),
    audit: { none: 'a buyer’s own address book' },
  }),

  deleteAddress: command({
    method: 'DELETE',
    path: '/api/shop/addresses/:address_id',
    audience: 'user',
    summary: 'Delete an address',
    input: z.object({ address_id: single('adr') }),
    refusals: ['address.not_found'],
    run: (tx, { buyerId }, { address_id }) => deleteAddress(tx, buyerId, address_id),
    audit: { none: 'a buyer’s own address book' },
  }),
}

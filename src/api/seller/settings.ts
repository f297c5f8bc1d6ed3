import { z } from 'zod'
import { PhoneInput, StoreNameInput } from '#api/seller/applications.ts'
import { Email } from '#auth/index.ts'
import { command } from '#platform/command.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { InstantSchema, instant, instantOrNull, storeOwned } from '#platform/json.ts'
import { pictureUrl } from '#platform/pictures.ts'
import { route } from '#platform/route.ts'
import { currentDetails, requestDetails, type StoreSettings, saveSettings } from '#sellers/index.ts'
import { aboutMaxCharacters, objectionMaxCharacters, textMaxCharacters } from '#sellers/limits.ts'
import { checkedDetails, type Details } from '#sellers/states.ts'

const Text = z.string().trim().min(1).max(textMaxCharacters).optional()

const DetailsSchema = z.partialRecord(z.enum(checkedDetails), z.string().nullable())

const PictureSchema = z.object({ id: z.string(), url: z.string(), width: z.int(), height: z.int() }).nullable()

const showStoreSettings = route({
  method: 'GET',
  path: '/api/seller/settings',
  audience: 'seller',
  permission: 'store.manage',
  summary: 'The store’s settings, the checked details of its company, and the latest request to change those',
  input: z.object({}),
  output: z
    .object({
      about: z.string(),
      email: z.string().nullable(),
      phone: z.string().nullable(),
      logo: PictureSchema,
      banner: PictureSchema,
      details: z.record(z.enum(checkedDetails), z.string().nullable()),
      request: z
        .object({
          before: DetailsSchema,
          after: DetailsSchema,
          note: z.string(),
          requested_at: InstantSchema,
          decided_at: InstantSchema.nullable(),
          approved: z.boolean().nullable(),
          reason: z.string().nullable(),
        })
        .nullable(),
    })
    .meta({ id: 'StoreSettings' }),
  refusals: [],
  async handle({ db, storeId }) {
    const [{ details }, { rows }, { rows: requests }, { rows: files }] = await Promise.all([
      currentDetails(db.read, storeId),
      sql<StoreSettings>`
        select s.about, s.email, c.phone, s.logo, s.banner from sellers.stores s
        join sellers.companies c on c.id = s.company_id where s.store_id = ${storeId}
      `.execute(db.read),
      sql<RequestRow>`
        select before, after, note, requested_at, decided_at, approved, reason from sellers.detail_requests
        where store_id = ${storeId} order by id desc limit 1
      `.execute(db.read),
      sql<{ id: string; width: number; height: number }>`
        select f.id, f.width, f.height from platform.files f where f.owner = ${storeId} and f.id in
          (select unnest(array[s.logo, s.banner]) from sellers.stores s where s.store_id = ${storeId})
      `.execute(db.read),
    ])
    const pictureOf = (id: string | null) => {
      const file = files.find(each => each.id === id)
      return file ? { ...file, id: publicId('fil', storeId, file.id), url: pictureUrl(storeId, file.id, 480) } : null
    }
    const { logo, banner, ...settings } = rows[0]!
    const [request] = requests
    return {
      ...settings,
      logo: pictureOf(logo),
      banner: pictureOf(banner),
      details,
      request: request
        ? { ...request, requested_at: instant(request.requested_at), decided_at: instantOrNull(request.decided_at) }
        : null,
    }
  },
})

type RequestRow = {
  before: Details
  after: Details
  note: string
  requested_at: Temporal.Instant
  decided_at: Temporal.Instant | null
  approved: boolean | null
  reason: string | null
}

export const sellerSettings = {
  showStoreSettings,

  saveStoreSettings: command({
    method: 'PUT',
    path: '/api/seller/settings',
    audience: 'seller',
    permission: 'store.manage',
    summary: 'Save the store’s text, pictures and contact addresses; they change at once',
    input: z.object({
      about: z.string().trim().max(aboutMaxCharacters).default(''),
      email: Email,
      phone: PhoneInput,
      logo: storeOwned('fil').nullable().default(null),
      banner: storeOwned('fil').nullable().default(null),
    }),
    example: { about: 'Thrown by hand.', email: 'hello@example.eu', phone: '+33 2 99 00 00 44' },
    refusals: ['store.email_taken', 'store.picture_unknown'],
    owns: { logo: 'store.picture_unknown', banner: 'store.picture_unknown' },
    run: (tx, { storeId }, { logo, banner, ...settings }) =>
      saveSettings(tx, storeId, { ...settings, logo: logo?.id ?? null, banner: banner?.id ?? null }),
    audit: 'store.settings',
    entry: ({ about, email, phone }, before, { storeId }) => ({
      subject: publicId('sto', storeId),
      before: { about: before.about, email: before.email, phone: before.phone },
      after: { about, email, phone },
    }),
  }),

  requestDetails: command({
    method: 'POST',
    path: '/api/seller/detail-requests',
    audience: 'seller',
    permission: 'store.manage',
    summary: 'Request a change of checked details, which operators decide on; an open request is replaced',
    input: z.object({
      name: StoreNameInput.optional(),
      legal_name: Text,
      latin_name: Text.nullable(),
      line1: Text,
      postal_code: Text,
      city: Text,
      vat_number: Text.nullable(),
      register_number: Text,
      note: z.string().trim().max(objectionMaxCharacters).default(''),
    }),
    example: { name: 'Poterie des Brumes', note: 'The company was renamed on 1 November.' },
    refusals: [
      'store.not_approved',
      'details.unchanged',
      'address.postal_code_wrong',
      'company.vat_number_wrong',
      'company.latin_name_wrong',
    ],
    run: (tx, { storeId, userId }, { note, ...given }) =>
      requestDetails(
        tx,
        storeId,
        userId,
        Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
        note,
      ),
    audit: 'details.request',
    entry: (_, { before, after }, { storeId }) => ({ subject: publicId('sto', storeId), before, after }),
  }),
}

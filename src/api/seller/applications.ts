import { z } from 'zod'
import { addMember } from '#accounts/index.ts'
import { ApplicationSchema, applicationJson } from '#api/application-view.ts'
import { Email } from '#auth/index.ts'
import { acceptTerms, currentTerms } from '#content/index.ts'
import { audit } from '#platform/audit.ts'
import { command } from '#platform/command.ts'
import { FileSchema } from '#platform/http.ts'
import { publicId } from '#platform/ids.ts'
import { BirthDayInput, OkSchema, ok, oneOf, single } from '#platform/json.ts'
import { onceAfter, onceInTx } from '#platform/once.ts'
import { route } from '#platform/route.ts'
import { inTx } from '#platform/tx.ts'
import {
  applicationsOf,
  discardDocument,
  documentBytes,
  findDocument,
  isTimeZone,
  openApplication,
  openForWriting,
  readUpload,
  recordDocument,
  refuseFullFile,
  removeDocument,
  saveCompany,
  saveRepresentative,
  saveStore,
  startFurtherApplication,
  storeDocument,
  submitApplication,
} from '#sellers/index.ts'
import {
  aboutMaxCharacters,
  documentMaxBytes,
  slugMaxCharacters,
  slugPattern,
  storeNameMaxCharacters,
  storeNameMinCharacters,
  textMaxCharacters,
} from '#sellers/limits.ts'
import { applicationStates, documentKinds, legalForms } from '#sellers/states.ts'

const id = { application_id: single('app') }

const Text = z.string().trim().min(1).max(textMaxCharacters)

export const PhoneInput = z
  .string()
  .trim()
  .regex(/^\+?[\d ().-]{6,25}$/)

/** No addresses: mails to strangers contain the name, and mail programs would turn an address into a link. */
export const StoreNameInput = z
  .string()
  .trim()
  .min(storeNameMinCharacters)
  .max(storeNameMaxCharacters)
  .regex(/^(?!.*(:\/\/|www\.))/i)

const writeRefusals = ['application.not_found', 'application.wrong_state', 'company.checked'] as const

/** The audit entry of an applicant's step: which fields changed and by whom, without the personal data. */
const entryOf = (storeId: string, after?: unknown) => ({ owner: storeId, subject: publicId('app', storeId), after })

export const sellerApplications = {
  saveCompany: command({
    method: 'PUT',
    path: '/api/seller/applications/:application_id/company',
    audience: 'user',
    summary: 'Save the company’s details',
    input: z.object({
      ...id,
      legal_form: z.enum(legalForms),
      legal_name: Text,
      latin_name: Text.max(70)
        .nullable()
        .default(null)
        .describe('In Latin letters, as the bank has it; required when the legal name is in another script'),
      line1: Text,
      postal_code: Text.max(20),
      city: Text,
      national_id: Text.max(40),
      vat_number: Text.max(40).nullable().default(null),
      register_number: Text,
      phone: PhoneInput,
    }),
    example: {
      legal_form: 'company',
      legal_name: 'Poterie des Brumes SARL',
      line1: '2 quai des Brumes',
      postal_code: '44000',
      city: 'Nantes',
      national_id: '732 829 320',
      vat_number: 'FR44732829320',
      register_number: 'RCS Nantes 732 829 320',
      phone: '+33 2 99 00 00 44',
    },
    refusals: [
      ...writeRefusals,
      'address.postal_code_wrong',
      'company.national_id_wrong',
      'company.vat_number_wrong',
      'company.latin_name_wrong',
    ],
    run: async (tx, { userId }, { application_id, ...input }) =>
      saveCompany(tx, await openForWriting(tx, application_id, userId, 'company'), input),
    audit: 'application.company',
    entry: ({ application_id }, after) => entryOf(application_id, after),
  }),

  saveRepresentative: command({
    method: 'PUT',
    path: '/api/seller/applications/:application_id/representative',
    audience: 'user',
    summary: 'Save the company’s representative',
    input: z.object({
      ...id,
      representative: Text,
      birth_on: BirthDayInput,
      nationality: z.string().regex(/^[A-Z]{2}$/),
    }),
    example: { representative: 'Maëlle Le Gall', birth_on: '1984-05-17', nationality: 'FR' },
    refusals: writeRefusals,
    run: async (tx, { userId }, { application_id, ...input }) =>
      saveRepresentative(tx, await openForWriting(tx, application_id, userId, 'company'), input),
    audit: 'application.representative',
    entry: ({ application_id }, after) => entryOf(application_id, after),
  }),

  addDocument: route({
    method: 'POST',
    path: '/api/seller/applications/:application_id/documents/kinds/:kind',
    audience: 'user',
    summary: 'Add a document (PDF, JPEG, PNG, WebP)',
    upload: { maxBytes: documentMaxBytes },
    input: z.object({
      ...id,
      kind: z.enum(documentKinds),
      file: z.instanceof(Buffer),
      name: z.string().max(500).default(''),
    }),
    example: { kind: 'other', name: 'register.pdf' },
    output: z.object({ id: z.string() }),
    refusals: [...writeRefusals, 'document.not_accepted', 'document.too_many'],
    async handle({ db, userId, once }, { application_id, kind, file, name }) {
      const store = async () => {
        const upload = await readUpload(file)
        // checked first: a document that will be refused is not stored
        const { companyId } = await inTx(db, 'add document', async tx => {
          const application = await openForWriting(tx, application_id, userId, 'company')
          await refuseFullFile(tx, application.companyId)
          return application
        })
        await storeDocument(db, companyId, upload)
        return { companyId, upload }
      }
      return onceAfter(db, once, 'record document', store, async (tx, { companyId, upload }) => {
        const id = publicId('doc', upload.id)
        await openForWriting(tx, application_id, userId, 'company')
        await recordDocument(tx, companyId, upload, { kind, name: name.slice(-textMaxCharacters) || kind })
        const entry = entryOf(application_id, { kind, document: id })
        await audit(tx, { ...entry, userId, action: 'application.document' })
        return { id }
      })
    },
  }),

  removeDocument: route({
    method: 'DELETE',
    path: '/api/seller/applications/:application_id/documents/:document_id',
    audience: 'user',
    summary: 'Remove a document',
    input: z.object({ ...id, document_id: single('doc') }),
    output: OkSchema,
    refusals: [...writeRefusals, 'document.not_found'],
    async handle({ db, userId, once }, { application_id, document_id }) {
      const { companyId } = await onceInTx(db, once, 'remove document', async tx => {
        const { companyId } = await openForWriting(tx, application_id, userId, 'company')
        const kind = await removeDocument(tx, companyId, document_id)
        const entry = entryOf(application_id, { kind, document: publicId('doc', document_id) })
        await audit(tx, { ...entry, userId, action: 'application.document_remove' })
        return { companyId }
      })
      await discardDocument(db, companyId, document_id)
      return ok
    },
  }),

  readMyDocument: route({
    method: 'GET',
    path: '/api/seller/applications/:application_id/documents/:document_id',
    audience: 'user',
    summary: 'A document of the caller’s own application',
    download: '*/*',
    input: z.object({ ...id, document_id: single('doc') }),
    output: FileSchema,
    refusals: ['application.not_found', 'document.not_found'],
    async handle({ db, userId }, { application_id, document_id }) {
      const { companyId } = await openApplication(db.read, application_id, userId)
      const { kind, mediaType } = await findDocument(db.read, companyId, document_id)
      return { name: kind, bytes: await documentBytes(db, companyId, document_id), inline: mediaType }
    },
  }),

  saveStore: command({
    method: 'PUT',
    path: '/api/seller/applications/:application_id/store',
    audience: 'user',
    summary: 'Save the store’s details; from then on it can be prepared',
    input: z.object({
      ...id,
      name: StoreNameInput,
      slug: z.string().regex(slugPattern).max(slugMaxCharacters),
      about: z.string().trim().max(aboutMaxCharacters).default(''),
      email: Email,
      time_zone: z.string().max(60).refine(isTimeZone),
    }),
    example: { name: 'Good Things', slug: 'good-things-two', email: 'hello@example.eu', time_zone: 'Europe/Paris' },
    refusals: [...writeRefusals, 'store.address_taken', 'store.email_taken', 'account.operator_sells_nothing'],
    async run(tx, { userId }, { application_id, ...store }) {
      const application = await openForWriting(tx, application_id, userId, 'store')
      await saveStore(tx, application, store)
      // once: a member removed later does not return by saving again
      if (!application.answers.slug) await addMember(tx, { userId, storeId: application_id, role: 'owner' })
    },
    audit: 'application.store',
    entry: ({ application_id, name, slug }) => entryOf(application_id, { name, slug }),
  }),

  submitApplication: command({
    method: 'POST',
    path: '/api/seller/applications/:application_id/submit',
    audience: 'user',
    summary: 'Submit the application for review',
    input: z.object({
      ...id,
      self_certified: z
        .literal(true)
        .describe('Self-certification: only products and services that comply with European Union law'),
    }),
    example: { self_certified: true },
    refusals: ['application.not_found', 'application.wrong_state', 'application.incomplete'],
    run: (tx, { userId }, { application_id }) => submitApplication(tx, application_id, userId),
    audit: 'application.submit',
    entry: ({ application_id }) => entryOf(application_id),
  }),

  applyForStore: command({
    method: 'POST',
    path: '/api/seller/applications',
    audience: 'seller',
    permission: 'store.manage',
    summary: 'Apply for another store of the same company',
    input: z.object({ terms: z.literal(true) }),
    example: { terms: true },
    output: z.object({ id: z.string() }),
    refusals: ['store.not_approved'],
    async run(tx, { userId, storeId }) {
      const id = publicId('app', await startFurtherApplication(tx, userId, storeId))
      const version = await currentTerms(tx, 'seller-terms')
      await acceptTerms(tx, { userId, page: 'seller-terms', version })
      return id
    },
    audit: 'application.start',
    entry: (_, id) => ({ subject: id }),
    answer: id => ({ id }),
  }),

  listMyApplications: route({
    method: 'GET',
    path: '/api/seller/applications',
    audience: 'user',
    summary: 'The caller’s own applications, latest first',
    input: z.object({}),
    output: z.object({
      items: z.array(
        z.object({
          id: z.string(),
          state: oneOf(applicationStates),
          country: z.string(),
          store: z.string().nullable(),
        }),
      ),
    }),
    refusals: [],
    async handle({ db, userId }) {
      const found = await applicationsOf(db.read, userId)
      return { items: found.map(({ storeId, ...application }) => ({ id: publicId('app', storeId), ...application })) }
    },
  }),

  showApplication: route({
    method: 'GET',
    path: '/api/seller/applications/:application_id',
    audience: 'user',
    summary: 'The caller’s own application: contents, missing fields, reviewer’s reasons and history',
    input: z.object({ application_id: single('app') }),
    output: ApplicationSchema,
    refusals: ['application.not_found'],
    async handle({ db, userId }, { application_id }) {
      const application = await openApplication(db.read, application_id, userId)
      return applicationJson(db.read, application)
    },
  }),
}

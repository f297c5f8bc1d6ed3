import { ensureUser } from '#accounts/index.ts'
import { actorOf } from '#demo/actors.ts'
import type { Db } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { inTx } from '#platform/tx.ts'
import { noteZeroResult } from '#search/index.ts'
import { startApplication } from '#sellers/index.ts'

/** Companies that have applied and wait for an operator, each since so many days. All are invented. */
const applicants = [
  {
    days: 5,
    country: 'FR',
    person: 'Maëlle Le Gall',
    email: 'maelle@poterie-des-brumes.example',
    born: '1984-05-17',
    company: {
      legal_name: 'Poterie des Brumes SARL',
      line1: '2 quai des Brumes',
      postal_code: '44000',
      city: 'Nantes',
      national_id: '123456782',
      vat_number: 'FR11123456782',
      register_number: 'RCS Nantes 123 456 782',
      phone: '+33 2 99 00 00 44',
    },
    store: { name: 'Poterie des Brumes', slug: 'poterie-des-brumes', about: 'Stoneware thrown by hand in Nantes.' },
  },
  {
    days: 2,
    country: 'FR',
    person: 'Yanis Perrot',
    email: 'yanis@atelier-perrot.example',
    born: '2011-09-02',
    company: {
      legal_name: 'Atelier Perrot SAS',
      line1: '8 rue des Tanneurs',
      postal_code: '69001',
      city: 'Lyon',
      national_id: '987654324',
      vat_number: 'FR14987654324',
      register_number: 'RCS Lyon 123 456 782',
      phone: '+33 4 99 00 00 69',
    },
    store: { name: 'Atelier Perrot', slug: 'atelier-perrot', about: 'Leather bags, cut and sewn in Lyon.' },
  },
  {
    days: 0.4,
    country: 'IT',
    person: 'Chiara Fontana',
    email: 'chiara@fontana-tessuti.example',
    born: '1990-02-11',
    company: {
      legal_name: 'Fontana Tessuti S.r.l.',
      line1: 'Via della Seta 12',
      postal_code: '22100',
      city: 'Como',
      national_id: '12345670173',
      vat_number: 'IT12345670173',
      register_number: 'CO-123456',
      phone: '+39 031 000 0022',
    },
    store: { name: 'Fontana Tessuti', slug: 'fontana-tessuti', about: 'Silk scarves from Lake Como.' },
  },
] as const

type DemoApplicant = (typeof applicants)[number]

/** Hands in the applications that are due until `daysLeft` before the end; each call goes on where the last one ended. */
export function applicationsToCome(db: Db): (daysLeft: number) => Promise<void> {
  const waiting = [...applicants]
  return async daysLeft => {
    while (waiting[0] && waiting[0].days >= daysLeft) await apply(db, waiting.shift()!)
  }
}

async function apply(db: Db, { country, person, email, born, company, store }: DemoApplicant): Promise<void> {
  const { userId, storeId } = await inTx(db, 'apply', async tx => {
    const { user } = await ensureUser(tx, { email, name: person, locale: 'fr', passwordHash: null })
    return { userId: user.id, storeId: await startApplication(tx, user.id, country) }
  })
  const applicant = await actorOf(db, { userId, storeId: null })
  const application_id = publicId('app', storeId)
  await applicant.saveCompany({ application_id, legal_form: 'company', ...company })
  await applicant.saveRepresentative({ application_id, representative: person, birth_on: born, nationality: country })
  for (const kind of ['tax_card', 'id_document'] as const)
    await applicant.addDocument({ application_id, kind, file: paper(`${kind}: ${person}`), name: `${kind}.pdf` })
  await applicant.saveStore({ application_id, ...store, email, time_zone: 'Europe/Paris' })
  await applicant.submitApplication({ application_id, self_certified: true })
}

/** A PDF of one page with a line of text. */
function paper(line: string): Buffer {
  const text = `BT /F1 16 Tf 72 720 Td (${line.replaceAll(/[^ -~]|[()\\]/g, ' ')}) Tj ET`
  return Buffer.from(
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n` +
      `3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj\n` +
      `4 0 obj<</Length ${text.length}>>stream\n${text}\nendstream endobj\n` +
      `5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`,
  )
}

/** What people searched for in vain, and how often. */
const searches: readonly (readonly [string, number])[] = [
  ['yoga mat', 7],
  ['bird feeder', 5],
  ['wedding invitation', 4],
  ['fountain pen', 3],
  ['chess set', 2],
  ['dog bed', 2],
]

export async function searchInVain(db: Db): Promise<void> {
  for (const [term, times] of searches)
    for (let n = 0; n < times; n++) await noteZeroResult(db, term, term.split(' '), 'nothing')
}

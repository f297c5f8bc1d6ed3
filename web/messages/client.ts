import type { Locale } from '../kit/i18n.tsx'
import { type Area, type Catalogs, catalogsOf, joined } from './catalogs.ts'

const catalogs = import.meta.glob<Catalogs[keyof Catalogs]>(['./*/*.ts', '!./*/{refusals,notices}.ts'], {
  import: 'default',
})

/** Fetches the texts of one area and of the kit, in one language. */
export async function loadCatalog(locale: Locale, area: Area | undefined): Promise<Partial<Catalogs>> {
  const loaded = catalogsOf(area).map(async name => [name, await catalogs[`./${locale}/${name}.ts`]!()])
  return joined(Object.fromEntries(await Promise.all(loaded)))
}

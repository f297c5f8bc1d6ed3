import type { Locale } from '../kit/i18n.tsx'
import { type Area, type Catalogs, catalogsOf, joined } from './catalogs.ts'

const catalogs = import.meta.glob<Catalogs[keyof Catalogs]>(['./*/*.ts', '!./*/{refusals,notices}.ts'], {
  eager: true,
  import: 'default',
})

const rendered = new Map<string, Partial<Catalogs>>()

/** The texts of one area and of the kit; always the same object, so that the formatter's caches are reused. */
export function catalogOf(locale: Locale, area: Area | undefined): Partial<Catalogs> {
  const key = `${locale}/${area}`
  if (!rendered.has(key))
    rendered.set(
      key,
      joined(Object.fromEntries(catalogsOf(area).map(name => [name, catalogs[`./${locale}/${name}.ts`]]))),
    )
  return rendered.get(key)!
}

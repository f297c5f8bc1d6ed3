import type { Area, Locale } from '../kit/i18n.tsx'
import type { Catalogs } from './catalogs.ts'

const catalogs = import.meta.glob<Catalogs[Area]>(['./*/*.ts', '!./*/refusals.ts'], { eager: true, import: 'default' })

const rendered = new Map<string, Partial<Catalogs>>()

/** The texts of one area and of the kit; always the same object, so that the formatter's caches are reused. */
export function catalogOf(locale: Locale, area: Area | undefined): Partial<Catalogs> {
  const name = `${locale}/${area}`
  if (!rendered.has(name))
    rendered.set(name, Object.fromEntries(['kit', area].map(each => [each, catalogs[`./${locale}/${each}.ts`]])))
  return rendered.get(name)!
}

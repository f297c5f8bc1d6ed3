import { type ContentPage, requiredPages, type Texts } from '#content/limits.ts'
import { cached, type Db, type Reader, sql } from '#platform/db.ts'
import { type Locale, locales } from '#platform/market.ts'

/** A published version of a page. */
export type Published = { readonly version: number; readonly texts: Texts; readonly publishedAt: Temporal.Instant }
/** A version that is not published yet; `revision` counts the saves of the page, over all its versions. */
export type Draft = {
  readonly version: number
  readonly texts: Texts
  readonly revision: number
  readonly savedAt: Temporal.Instant
}

/** The version of each page that holds now, cached; a page that was never published is missing. */
export const publishedPages = (db: Db): Promise<ReadonlyMap<ContentPage, Published>> =>
  cached(db, 'content', readPublished)

async function readPublished(read: Reader): Promise<ReadonlyMap<ContentPage, Published>> {
  const { rows } = await sql<Published & { page: ContentPage }>`
    select distinct on (page) page, version, texts, published_at as "publishedAt" from content.page_versions
    where published_at is not null order by page, version desc
  `.execute(read)
  return new Map(rows.map(({ page, ...published }) => [page, published]))
}

/** All published versions of a page, newest first. */
export async function versionsOf(read: Reader, page: ContentPage): Promise<Published[]> {
  const { rows } = await sql<Published>`
    select version, texts, published_at as "publishedAt" from content.page_versions
    where page = ${page} and published_at is not null order by version desc
  `.execute(read)
  return rows
}

/** The drafts of these pages, by page. */
export async function draftsOf(read: Reader, pages: readonly ContentPage[]): Promise<ReadonlyMap<ContentPage, Draft>> {
  const { rows } = await sql<Draft & { page: ContentPage }>`
    select page, version, texts, revision, saved_at as "savedAt" from content.page_versions
    where page = any(${pages}) and published_at is null
  `.execute(read)
  return new Map(rows.map(({ page, ...draft }) => [page, draft]))
}

/** The languages a text is written in. */
export const languagesOf = (texts: Texts): Locale[] => locales.filter(language => texts[language] !== undefined)

/** The text in this language, or else in the first it is written in. */
export function textIn(texts: Texts, language: Locale): { language: Locale; markdown: string } {
  const found = texts[language] === undefined ? languagesOf(texts)[0]! : language
  return { language: found, markdown: texts[found]! }
}

/** The pages without which no market sells for real money, that were never published. */
export async function missingPages(db: Db): Promise<ContentPage[]> {
  const published = await readPublished(db.read)
  return requiredPages.filter(page => !published.has(page))
}

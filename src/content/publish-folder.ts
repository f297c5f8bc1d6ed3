import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type ContentPage, contentPages, pageMaxCharacters, type Texts } from '#content/limits.ts'
import { publishPage } from '#content/publish-page.ts'
import { draftsOf, versionsOf } from '#content/read-pages.ts'
import { saveDraft } from '#content/save-draft.ts'
import type { Db } from '#platform/db.ts'
import { locales } from '#platform/market.ts'
import { inTx, type Tx } from '#platform/tx.ts'

type Result = { readonly page: ContentPage; readonly version: number; readonly changed: boolean }

/**
 * Publishes the pages of a folder: `imprint.en.md`, `imprint.fr.md`, … All languages of a page are replaced; a page
 * that says the same already is left as it is. All of them or none: throws for another file name, a text that is too
 * long, and a page with an unpublished draft in the console, which would be lost.
 */
export async function publishFolder(db: Db, folder: string): Promise<Result[]> {
  const pages = await readFolder(folder)
  return inTx(db, 'publish pages', async tx => {
    const results: Result[] = []
    for (const [page, texts] of pages) results.push(await publishTexts(tx, page, texts))
    return results
  })
}

async function readFolder(folder: string): Promise<Map<ContentPage, Texts>> {
  const pages = new Map<ContentPage, Texts>()
  for (const file of (await readdir(folder)).filter(name => name.endsWith('.md')).sort()) {
    const [name, language, ...rest] = file.replace(/\.md$/, '').split('.')
    const page = contentPages.find(each => each === name)
    const locale = locales.find(each => each === language)
    if (!page || !locale || rest.length > 0)
      throw new Error(`${file}: files are named PAGE.LANGUAGE.md; pages are ${contentPages.join(', ')}`)
    const text = await readFile(join(folder, file), 'utf8')
    if (text.length > pageMaxCharacters) throw new Error(`${file}: longer than ${pageMaxCharacters} characters`)
    pages.set(page, { ...pages.get(page), [locale]: text })
  }
  if (pages.size === 0) throw new Error(`${folder} holds no pages: files are named PAGE.LANGUAGE.md`)
  return pages
}

async function publishTexts(tx: Tx, page: ContentPage, texts: Texts): Promise<Result> {
  const [current] = await versionsOf(tx, page)
  if (current && locales.every(locale => current.texts[locale] === texts[locale]))
    return { page, version: current.version, changed: false }
  if ((await draftsOf(tx, [page])).has(page))
    throw new Error(`'${page}' has a draft in the ops console: publish it there first`)
  const { revision } = await saveDraft(tx, { page, texts, revision: 0 })
  return { page, version: await publishPage(tx, { page, revision, userId: null }), changed: true }
}

import { z } from 'zod'
import { languagesOf, type Published, publishedPages, textIn, toHtml, versionsOf } from '#content/index.ts'
import { type ContentPage, contentPages } from '#content/limits.ts'
import { contentRefusals } from '#content/refusals.ts'
import { InstantSchema, instant, oneOf } from '#platform/json.ts'
import { locales } from '#platform/market.ts'
import { refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'

const refuse = refuser(contentRefusals)

const headOf = (page: ContentPage, { version, texts, publishedAt }: Published) => ({
  page,
  version,
  published_at: instant(publishedAt),
  languages: languagesOf(texts),
})

export const publicPages = {
  listPages: route({
    method: 'GET',
    path: '/api/pages',
    audience: 'public',
    summary: 'The pages of the marketplace that are published: imprint, terms, privacy and others',
    input: z.object({}),
    output: z.object({
      items: z.array(
        z
          .object({
            page: oneOf(contentPages),
            version: z.int(),
            published_at: InstantSchema,
            languages: z.array(oneOf(locales)),
          })
          .meta({ id: 'PageHead' }),
      ),
    }),
    refusals: [],
    async handle({ db }) {
      const published = await publishedPages(db)
      return { items: contentPages.flatMap(page => (published.has(page) ? headOf(page, published.get(page)!) : [])) }
    },
  }),

  showPage: route({
    method: 'GET',
    path: '/api/pages/:page',
    audience: 'public',
    summary: 'A page of the marketplace, as Markdown and as HTML; the version that holds now, or an earlier one',
    input: z.object({
      page: z.enum(contentPages),
      language: z.enum(locales).default('en').describe('If it is not written in this language: another'),
      version: z.coerce.number().int().min(1).max(1_000_000).optional(),
    }),
    example: { page: 'imprint', language: 'en' },
    output: z
      .object({
        page: oneOf(contentPages),
        version: z.int(),
        published_at: InstantSchema,
        languages: z.array(oneOf(locales)),
        language: oneOf(locales),
        markdown: z.string(),
        /** Of a few tags, safe to be shown. */
        html: z.string(),
        /** All versions that were ever published, newest first. */
        versions: z.array(z.object({ version: z.int(), published_at: InstantSchema })),
      })
      .meta({ id: 'Page' }),
    refusals: ['page.not_found'],
    async handle({ db }, { page, language, version }) {
      const versions = await versionsOf(db.read, page)
      const shown = version === undefined ? versions[0] : versions.find(each => each.version === version)
      if (!shown) throw refuse('page.not_found')
      const text = textIn(shown.texts, language)
      return {
        ...headOf(page, shown),
        ...text,
        html: await toHtml(text.markdown),
        versions: versions.map(each => ({ version: each.version, published_at: instant(each.publishedAt) })),
      }
    },
  }),
}

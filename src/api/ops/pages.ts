import { z } from 'zod'
import { draftsOf, languagesOf, publishedPages, publishPage, saveDraft, toHtml, versionsOf } from '#content/index.ts'
import { contentPages, pageMaxCharacters, requiredPages } from '#content/limits.ts'
import { command, reloadSettings } from '#platform/command.ts'
import { InstantSchema, instant, instantOrNull, oneOf } from '#platform/json.ts'
import { locales } from '#platform/market.ts'
import { route } from '#platform/route.ts'

const Page = z.enum(contentPages)
const Markdown = z.string().max(pageMaxCharacters)
const Texts = z.object({ en: Markdown.optional(), fr: Markdown.optional() })
const Revision = z.int().min(0).max(1_000_000)
const required = new Set<string>(requiredPages)

const DraftSchema = z.object({ version: z.int(), revision: z.int() }).meta({ id: 'SavedDraft' })

export const opsPages = {
  listPagesAsOperator: route({
    method: 'GET',
    path: '/api/ops/pages',
    audience: 'ops',
    permission: 'ops.read',
    summary: 'All pages of the marketplace: what is published, what is drafted, what is missing',
    input: z.object({}),
    output: z.object({
      items: z.array(
        z.object({
          page: oneOf(contentPages),
          /** Without it no marketplace sells for real money. */
          required: z.boolean(),
          version: z.int().nullable(),
          published_at: InstantSchema.nullable(),
          languages: z.array(oneOf(locales)),
          draft_saved_at: InstantSchema.nullable(),
        }),
      ),
    }),
    refusals: [],
    async handle({ db }) {
      const [published, drafts] = await Promise.all([publishedPages(db), draftsOf(db.read, contentPages)])
      const items = contentPages.map(page => {
        const current = published.get(page)
        return {
          page,
          required: required.has(page),
          version: current?.version ?? null,
          published_at: instantOrNull(current?.publishedAt ?? null),
          languages: current ? languagesOf(current.texts) : [],
          draft_saved_at: instantOrNull(drafts.get(page)?.savedAt ?? null),
        }
      })
      return { items }
    },
  }),

  showPageAsOperator: route({
    method: 'GET',
    path: '/api/ops/pages/:page',
    audience: 'ops',
    permission: 'ops.read',
    summary: 'One page with its draft and all published versions, as Markdown',
    input: z.object({ page: Page }),
    example: { page: 'imprint' },
    output: z.object({
      page: oneOf(contentPages),
      required: z.boolean(),
      draft: z
        .object({ version: z.int(), revision: z.int(), texts: Texts, saved_at: InstantSchema })
        .nullable()
        .describe('The next version, not visible to readers'),
      versions: z.array(z.object({ version: z.int(), texts: Texts, published_at: InstantSchema })),
    }),
    refusals: [],
    async handle({ db }, { page }) {
      const [versions, drafts] = await Promise.all([versionsOf(db.read, page), draftsOf(db.read, [page])])
      const draft = drafts.get(page)
      return {
        page,
        required: required.has(page),
        draft: draft
          ? {
              version: draft.version,
              revision: draft.revision,
              texts: draft.texts,
              saved_at: instant(draft.savedAt),
            }
          : null,
        versions: versions.map(({ version, texts, publishedAt }) => ({
          version,
          texts,
          published_at: instant(publishedAt),
        })),
      }
    },
  }),

  previewPage: route({
    method: 'POST',
    path: '/api/ops/pages/preview',
    audience: 'ops',
    permission: 'ops.settings',
    summary: 'Markdown as readers will see it; nothing is saved',
    input: z.object({ markdown: Markdown }),
    example: { markdown: '## Who we are\n\nExample Market SAS, Paris' },
    output: z.object({ html: z.string() }),
    refusals: [],
    handle: async (_, { markdown }) => ({ html: await toHtml(markdown) }),
  }),

  savePageDraft: command({
    method: 'PUT',
    path: '/api/ops/pages/:page/draft',
    audience: 'ops',
    permission: 'ops.settings',
    summary: 'Save the next version of a page as a draft',
    input: z.object({
      page: Page,
      texts: Texts.describe('Markdown by language; at least one'),
      revision: Revision.describe('That of the draft it replaces; 0: there is none'),
    }),
    example: { page: 'help', texts: { en: '## Delivery\n\nEach store ships by itself.' }, revision: 0 },
    output: DraftSchema,
    refusals: ['page.empty', 'page.changed_meanwhile'],
    run: (tx, _, input) => saveDraft(tx, input),
    audit: 'page.save',
    entry: ({ page }, draft) => ({ subject: page, after: draft }),
    answer: draft => draft,
  }),

  publishPage: command({
    method: 'POST',
    path: '/api/ops/pages/:page/publish',
    audience: 'ops',
    permission: 'ops.settings',
    summary: 'Publish the draft of a page; the version before stays readable',
    input: z.object({ page: Page, revision: Revision.describe('That of the draft to be published') }),
    example: { page: 'help', revision: 1 },
    output: z.object({ version: z.int() }),
    refusals: ['page.changed_meanwhile'],
    run: (tx, { userId }, { page, revision }) => publishPage(tx, { page, revision, userId }),
    audit: 'page.publish',
    entry: ({ page }, version) => ({ subject: page, after: { version } }),
    answer: version => ({ version }),
    afterCommit: reloadSettings,
  }),
}

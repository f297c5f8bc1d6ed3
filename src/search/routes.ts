import { z } from 'zod'
import { audit, platformOwner } from '#platform/audit.ts'
import { publicId } from '#platform/ids.ts'
import { startJob } from '#platform/jobs.ts'
import { single } from '#platform/json.ts'
import { onceInTx } from '#platform/once.ts'
import { route } from '#platform/route.ts'
import { keepSynonyms, removeSynonyms } from '#search/keep-synonyms.ts'
import { reindexSearch } from '#search/reindex.across.ts'
import { readSynonyms } from '#search/synonyms.ts'

const Words = z.array(z.string().trim().min(1).max(60)).min(1).max(20)
const Kept = z.object({ id: z.string() })

/** What operators do for those who search. */
export const searchRoutes = {
  listSynonyms: route({
    method: 'GET',
    path: '/api/ops/search/synonyms',
    audience: 'ops',
    summary: 'Words that mean the same to a search',
    input: z.object({}),
    output: z.object({
      items: z.array(z.object({ id: z.string(), words: z.array(z.string()) }).meta({ id: 'Synonyms' })),
    }),
    refusals: [],
    async handle({ db }) {
      const sets = await readSynonyms(db.read)
      return { items: sets.map(({ id, words }) => ({ id: publicId('syn', id), words: [...words] })) }
    },
  }),

  addSynonyms: route({
    method: 'POST',
    path: '/api/ops/search/synonyms',
    audience: 'ops',
    summary: 'Let words mean the same to a search: asked for one, all are found',
    input: z.object({ words: Words }),
    example: { words: ['mug', 'cup'] },
    output: Kept,
    refusals: ['synonyms.too_few', 'synonyms.too_many_sets'],
    async handle({ db, userId, once }, { words }) {
      const answer = await onceInTx(db, once, 'add synonyms', async tx => {
        const id = await keepSynonyms(tx, { id: null, words })
        await audit(tx, { owner: platformOwner, userId, action: 'synonyms.add', subject: id, after: { words } })
        return { id: publicId('syn', id) }
      })
      await db.policy.load(db.read)
      return answer
    },
  }),

  changeSynonyms: route({
    method: 'PUT',
    path: '/api/ops/search/synonyms/:synonyms_id',
    audience: 'ops',
    summary: 'Give a set of synonyms other words',
    input: z.object({ synonyms_id: single('syn'), words: Words }),
    example: { words: ['mug', 'cup', 'beaker'] },
    output: Kept,
    refusals: ['synonyms.not_found', 'synonyms.too_few'],
    async handle({ db, userId, once }, { synonyms_id, words }) {
      const answer = await onceInTx(db, once, 'change synonyms', async tx => {
        const id = await keepSynonyms(tx, { id: synonyms_id, words })
        await audit(tx, { owner: platformOwner, userId, action: 'synonyms.change', subject: id, after: { words } })
        return { id: publicId('syn', id) }
      })
      await db.policy.load(db.read)
      return answer
    },
  }),

  removeSynonyms: route({
    method: 'DELETE',
    path: '/api/ops/search/synonyms/:synonyms_id',
    audience: 'ops',
    summary: 'Words mean the same no longer',
    input: z.object({ synonyms_id: single('syn') }),
    output: Kept,
    refusals: ['synonyms.not_found'],
    async handle({ db, userId, once }, { synonyms_id }) {
      const answer = await onceInTx(db, once, 'remove synonyms', async tx => {
        const words = await removeSynonyms(tx, synonyms_id)
        await audit(tx, {
          owner: platformOwner,
          userId,
          action: 'synonyms.remove',
          subject: synonyms_id,
          before: { words },
        })
        return { id: publicId('syn', synonyms_id) }
      })
      await db.policy.load(db.read)
      return answer
    },
  }),

  startReindex: route({
    method: 'POST',
    path: '/api/ops/search/reindex',
    audience: 'ops',
    summary: 'Make the search index anew: starts a job',
    input: z.object({}),
    output: Kept,
    refusals: ['job.too_many'],
    handle: ({ db, userId, once }) =>
      onceInTx(db, once, 'start reindex', async tx => {
        const { id } = await startJob(tx, reindexSearch, { owner: platformOwner, params: {}, userId })
        return { id: publicId('job', platformOwner, id) }
      }),
  }),
}

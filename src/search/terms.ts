import { sql } from '#platform/db.ts'
import type { Tx } from '#platform/tx.ts'
import { wordsOf } from '#search/words.ts'

type Term = {
  readonly kind: 'word' | 'phrase' | 'name' | 'category' | 'store'
  /** The text shown; for a category its key. */
  readonly shown: string
  readonly target?: string
}

/** Adds new terms, in order, so that concurrent transactions with the same terms do not deadlock. */
export async function learnTerms(tx: Tx, terms: readonly Term[]): Promise<void> {
  const unique = [...new Map(terms.map(term => [`${term.kind} ${term.shown}`, term])).entries()]
    .sort()
    .map(([, term]) => term)
  await sql`
    insert into search.terms (kind, shown, term, target, products)
    select kind, shown, term, target, 1
    from unnest(${unique.map(term => term.kind)}::text[], ${unique.map(term => term.shown)}::text[],
      ${unique.map(term => wordsOf(term.shown).join(' '))}::text[], ${unique.map(term => term.target ?? null)}::text[])
      t(kind, shown, term, target)
    on conflict (kind, shown) do update set term = excluded.term where terms.term <> excluded.term
  `.execute(tx)
}

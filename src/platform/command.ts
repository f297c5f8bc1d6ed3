import type { z } from 'zod'
import { type AuditEntry, audit, platformOwner } from '#platform/audit.ts'
import { OkSchema, ok } from '#platform/json.ts'
import { onceAfter, onceInTx } from '#platform/once.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Audience, Ctx, Endpoint, Route } from '#platform/route.ts'
import type { Tx } from '#platform/tx.ts'

/** The audit entry of a command: user and action are already known, and the owner for members and operators. */
type Entry<A extends Audience> = Pick<AuditEntry, 'subject' | 'before' | 'after'> &
  (A extends 'seller' | 'ops' ? { readonly owner?: string } : { readonly owner: string })

/** `P` is what `prepare` returns, `R` what `run` returns. The order matters: TypeScript infers from top to bottom. */
type Command<A extends Audience, I extends z.ZodObject, O extends z.ZodType, P, R> = Endpoint<A, I> & {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Default: `OkSchema`. */
  readonly output?: O
  /**
   * Input fields with ids of a store's objects (`changes.variant_id`: in each of the `changes`), and the code that
   * another store's id is refused with, before anything else runs. The code is a 404: for this store the object does
   * not exist.
   */
  readonly owns?: Readonly<Record<string, string>>
  /** Reads or checks before the transaction. A repeat of an answered call does not run it again. */
  prepare?(ctx: Ctx<A>, input: z.output<I>): Promise<P>
  /** The write, in a single transaction. */
  run(tx: Tx, ctx: Ctx<A>, input: z.output<I>, prepared: P): Promise<R>
  /**
   * The recorded action, `noun.verb`, for acts of members, applicants and operators; for others, and for verbs that
   * record it themselves, the reason why it is not recorded here.
   */
  readonly audit: string | ((input: z.output<I>) => string) | { readonly none: string }
  /** The details to record, in the same transaction; null: nothing was changed. */
  entry?(input: z.output<I>, result: R, ctx: Ctx<A>): Entry<A> | readonly Entry<A>[] | null
  /** The response, now and on a repeat. Default: `ok`. */
  answer?(result: R, ctx: Ctx<A>): z.input<O>
  /**
   * The response is instead what this read answers after the commit, and on a repeat by then: what was created or changed
   * in full. `input` is its input; it is what a repeat is kept for.
   */
  readonly shows?: {
    readonly route: Route<A, z.ZodObject, O>
    input(result: R, ctx: Ctx<A>, input: z.output<I>): Readonly<Record<string, unknown>>
  }
  /** Runs after the commit, on a repeat as well. */
  afterCommit?(ctx: Ctx<A>, input: z.output<I>): Promise<unknown>
}

/**
 * Declares a write of one transaction and makes a route of it: ownership, idempotency, the audit entry and the response
 * are handled here, in one place. Throws when the process starts if a declaration is incomplete.
 */
export function command<const A extends Audience, I extends z.ZodObject, P, R, O extends z.ZodType = typeof OkSchema>(
  declaration: Command<A, I, O, P, R>,
): Route<A, I, O> {
  const {
    output,
    owns = {},
    prepare,
    run,
    audit: recorded,
    entry,
    answer,
    shows,
    afterCommit,
    ...endpoint
  } = declaration
  const name = `${endpoint.method} ${endpoint.path}`
  if (!recorded) throw new Error(`${name} says neither what it records nor why it records nothing`)
  if ((typeof recorded === 'object') === Boolean(entry)) throw new Error(`${name}: an action goes with its entry`)
  if (entry && !['user', 'seller', 'ops'].includes(endpoint.audience))
    throw new Error(`${name}: nobody is logged in whom an entry could name`)
  if (shows && (output || answer)) throw new Error(`${name} shows a read, and has no answer of its own`)
  if (Boolean(output) !== Boolean(answer)) throw new Error(`${name}: an output goes with its answer`)

  async function record(tx: Tx, ctx: Ctx<A>, input: z.output<I>, result: R): Promise<void> {
    if (typeof recorded === 'object') return
    const { userId, storeId } = ctx as { userId?: string; storeId?: string }
    const action = typeof recorded === 'function' ? recorded(input) : recorded
    const owner = endpoint.audience === 'seller' ? storeId! : platformOwner
    const entries = [entry!(input, result, ctx) ?? []].flat() as Entry<'seller'>[]
    await Promise.all(entries.map(each => audit(tx, { owner, ...each, userId: userId!, action })))
  }

  return {
    ...endpoint,
    output: (shows?.route.output ?? output ?? OkSchema) as O,
    command: { audit: typeof recorded === 'function' ? 'by its input' : recorded, owns },
    async handle(ctx, input) {
      for (const [field, code] of Object.entries(owns)) refuseForeign(ctx, input, field, code)
      const write = async (tx: Tx, prepared: P) => {
        const result = await run(tx, ctx, input, prepared)
        await record(tx, ctx, input, result)
        return shows?.input(result, ctx, input) ?? answer?.(result, ctx) ?? ok
      }
      const answered = prepare
        ? await onceAfter(ctx.db, ctx.once, name, () => prepare(ctx, input), write)
        : await onceInTx(ctx.db, ctx.once, name, tx => write(tx, undefined as P))
      await afterCommit?.(ctx, input)
      if (shows) return shows.route.handle(ctx, shows.route.input.parse(answered))
      return answered as z.input<O>
    },
  }
}

/** For `afterCommit`: reloads this process's cached policy values, categories, markets and synonyms. */
export const reloadSettings = ({ db }: Ctx<'ops'>): Promise<void> => db.policy.load(db.read)

function refuseForeign(ctx: object, input: object, path: string, code: string): void {
  const { storeId } = ctx as { storeId?: string }
  const keys = path
    .split('.')
    .reduce<unknown[]>(
      (values, field) => values.flatMap(value => (value as Record<string, unknown>)[field] ?? []),
      [input],
    ) as { storeId: string }[]
  if (!keys.every(key => key.storeId === storeId)) throw new Refusal(code, 404)
}

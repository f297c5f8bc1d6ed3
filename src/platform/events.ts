import { z } from 'zod'

/** A kind of fact that a module publishes through the outbox. */
export type EventType<N extends string = string, B extends z.ZodObject = z.ZodObject> = {
  readonly name: N
  /** What happened, in one sentence, for docs/events.md. */
  readonly about: string
  /** The schema of the body; ids are plain uuids, amounts are in minor units. */
  readonly body: B
}

type Declared<D extends Record<string, { about: string; body: z.ZodRawShape }>> = {
  readonly [N in keyof D & string]: EventType<N, z.ZodObject<D[N]['body']>>
}

/** Declares the events of a module, by name. */
export function declareEvents<const D extends Record<string, { about: string; body: z.ZodRawShape }>>(
  declarations: D,
): Declared<D> {
  return Object.fromEntries(
    Object.entries(declarations).map(([name, { about, body }]) => [name, { name, about, body: z.object(body) }]),
  ) as never
}

/** The body of an event of this type. */
export type BodyOf<E extends EventType> = z.output<E['body']>

/** A kind of due time, with its consequence. */
type DeadlineType<N extends string = string> = { readonly kind: N; readonly about: string }

/** Declares the deadlines of a module: kind → what happens when it is due. */
export function declareDeadlines<const D extends Record<string, string>>(
  declarations: D,
): { readonly [N in keyof D & string]: DeadlineType<N> } {
  return Object.fromEntries(Object.entries(declarations).map(([kind, about]) => [kind, { kind, about }])) as never
}

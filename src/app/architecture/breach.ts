import type { Source } from '#app/architecture/source.ts'

/** One rule over all files: what it finds is what is wrong, each as `path:line: what`. */
export type Rule = {
  readonly name: string
  /** The reason for the rule, shown when it is broken. */
  readonly reason: string
  readonly find: (sources: readonly Source[]) => string[]
}

/** Breaches of a rule, file by file. */
export const inEach =
  (find: (source: Source) => readonly { line: number; what: string }[]) =>
  (sources: readonly Source[]): string[] =>
    sources.flatMap(source => find(source).map(({ line, what }) => `${source.path}:${line}: ${what}`))

export const inServer = ({ path }: Source): boolean => path.startsWith('src/')
export const inWeb = ({ path }: Source): boolean => path.startsWith('web/')

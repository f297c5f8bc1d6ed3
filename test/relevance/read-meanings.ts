import { readFileSync } from 'node:fs'
import type { Meaning } from './grade.ts'

/** The test set, from `queries.json`; `README.md` says how it is written. */
export const readMeanings = (): Meaning[] =>
  JSON.parse(readFileSync(new URL('queries.json', import.meta.url), 'utf8')) as Meaning[]

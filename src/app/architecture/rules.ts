import { callRules } from '#app/architecture/calls.ts'
import { importRules } from '#app/architecture/imports.ts'
import { sizeRules } from '#app/architecture/sizes.ts'
import { statementRules } from '#app/architecture/statements.ts'

export type { Rule } from '#app/architecture/breach.ts'

/** What can be checked by the files alone. Those that need the tables or a list of exceptions are made by the tests. */
export const rules = [...importRules, ...callRules, ...statementRules, ...sizeRules]

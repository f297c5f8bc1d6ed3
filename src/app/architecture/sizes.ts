import type { Rule } from '#app/architecture/breach.ts'

const maxFileLines = 400
const maxFunctionLines = 70

const fileSizes: Rule = {
  name: `a file holds at most ${maxFileLines} lines`,
  reason: 'It is read at one sitting.',
  find: sources =>
    sources
      .map(({ path, text }) => [path, text.split('\n').length] as const)
      .filter(([, lines]) => lines > maxFileLines)
      .map(([path, lines]) => `${path}: ${lines} lines`),
}

/**
 * Functions longer than that, by file and name. `allowed` may only shrink: none may grow, and a shortened function is
 * removed from it.
 */
export const functionSizes = (allowed: Readonly<Record<string, number>>): Rule => ({
  name: `a function holds at most ${maxFunctionLines} lines`,
  reason: 'It fits a screen. What is longer stands in exceptions.ts with its length: shorten it, and its entry.',
  find(sources) {
    const long = new Map<string, number>(
      sources.flatMap(({ path, functions }) =>
        functions
          .filter(({ lines }) => lines > maxFunctionLines)
          .map(({ name, lines }) => [`${path} ${name}`, lines] as const),
      ),
    )
    return [
      ...[...long]
        .filter(([key, lines]) => lines > (allowed[key] ?? maxFunctionLines))
        .map(([key, lines]) => `${key}: ${lines} lines, at most ${allowed[key] ?? maxFunctionLines}`),
      ...Object.entries(allowed)
        .filter(([key, lines]) => (long.get(key) ?? 0) < lines)
        .map(([key]) => `${key}: ${long.get(key) ?? `at most ${maxFunctionLines}`} lines now; say so in the list`),
    ]
  },
})

export const sizeRules: readonly Rule[] = [fileSizes]

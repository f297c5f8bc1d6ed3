import { verbs } from '#app/start.ts'

const [verb = 'start', ...flags] = process.argv.slice(2)
const run = verbs[verb]
try {
  if (!run) throw new Error(`There is no '${verb}'. There are: ${Object.keys(verbs).join(', ')}`)
  await run(flags)
} catch (error) {
  console.error(error instanceof Error && !process.env.DEBUG ? error.message : error)
  process.exitCode = 1
}

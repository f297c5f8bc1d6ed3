import { verbs } from '#app/start.ts'

const [verb = 'start', ...flags] = process.argv.slice(2)
try {
  const run = verbs[verb]
  if (!run) throw new Error(`There is no '${verb}'. There are: ${Object.keys(verbs).join(', ')}`)
  await run(flags)
} catch (error) {
  console.error(error instanceof Error && !process.env.DEBUG ? error.message : error)
  process.exit(1) // a server that failed half-way may hold the process open
}

import { defaultExclude, defineConfig } from 'vitest/config'
import { hangsAfterMs, testHangsAfterMs } from './test/limits.ts'

/** Server and kit tests share their workers (a fresh module graph per file would cost five times the CPU). */
const shared = {
  isolate: false,
  pool: 'forks',
  maxWorkers: 2,
  testTimeout: testHangsAfterMs,
  hookTimeout: testHangsAfterMs,
  expect: { poll: { timeout: hangsAfterMs } },
} as const

/** Tests of a cluster itself, which only a server with Citus can run. */
const ofCluster = process.env.CITUS_URL ? [] : ['src/**/*.citus.test.ts']

/** Needs packages that `npm run test:clients` installs. */
const ofClients = 'test/clients.test.ts'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          include: ['src/**/*.test.ts', 'demo/**/*.test.ts', 'test/**/*.test.ts', 'web/**/*.test.{ts,tsx}'],
          exclude: [...defaultExclude, ...ofCluster, ofClients],
          globalSetup: ['test/setup.ts'],
          setupFiles: ['test/statements/record.ts'],
        },
      },
      {
        test: { ...shared, name: 'clients', include: [ofClients], globalSetup: ['test/setup.ts'] },
      },
      {
        test: {
          ...shared,
          name: 'e2e',
          sequence: { groupOrder: 1 }, // after the others: it has one browser, they have both cores
          include: ['e2e/**/*.e2e.ts'],
          globalSetup: ['test/setup.ts'],
          maxWorkers: 1,
        },
      },
    ],
  },
})

import { type ChildProcess, spawn } from 'node:child_process'
import { sandboxServer } from '#payments/providers/sandbox-server.ts'

const secret = 'signs the webhooks of the bench'

/** The sandbox payment provider, in this process, so that its CPU does not count as the market's. */
export async function startSandboxProvider() {
  const provider = sandboxServer({ recordFile: null, secret, pendingMs: 0 })
  const url = await provider.app.listen({ port: 0, host: '127.0.0.1' })
  return { url, secret, close: () => provider.app.close() }
}

export type Provider = Awaited<ReturnType<typeof startSandboxProvider>>
type Server = { readonly child: ChildProcess; readonly url: URL; readonly readyMs: number }

/** The market's server as a process of its own; resolves once it responds. */
export async function startServer(
  { databaseUrl, dataDir, provider }: { databaseUrl: string; dataDir: string; provider: Provider },
  environment: Readonly<Record<string, string>>,
): Promise<Server> {
  const begun = performance.now()
  const child = spawn(process.execPath, ['src/main.ts', 'serve'], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: databaseUrl,
      DATA_DIR: dataDir,
      PORT: '0',
      REQUESTS_PER_MINUTE: '0',
      SANDBOX_PROVIDER_URL: provider.url,
      SANDBOX_PROVIDER_SECRET: provider.secret,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<URL>((resolve, reject) => {
    let output = ''
    child.stdout!.on('data', text => {
      output += text
      const match = /http:\/\/\S+/.exec(output)
      if (match) resolve(new URL(match[0]))
    })
    child.on('exit', code => reject(new Error(`the server ended with ${code}: ${output}`)))
  })
  return { child, url, readyMs: Math.round(performance.now() - begun) }
}

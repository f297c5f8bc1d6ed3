import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SandboxRecord } from '#payments/providers/sandbox-record.ts'
import { type FileStore, folderStore } from '#platform/files.ts'
import { s3Store } from '#platform/s3.ts'

type Bench = { store: FileStore; names(): Promise<string[]>; close(): Promise<unknown> }

async function folderBench(): Promise<Bench> {
  const root = await mkdtemp(join(tmpdir(), 'fondaco-files-'))
  return {
    store: folderStore(root),
    names: async () => (await readdir(root, { recursive: true })).filter(name => name.includes('.')),
    close: () => rm(root, { recursive: true }),
  }
}

/** The part of S3 that we use: signed PUT and GET of objects, and its error for missing ones. */
async function bucketBench(): Promise<Bench> {
  const objects = new Map<string, Buffer>()
  const app = Fastify({ forceCloseConnections: true })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.addHook('onRequest', async (request, reply) => {
    if (
      !/^AWS4-HMAC-SHA256 Credential=key\/\d{8}\/eu-west-3\/s3\/aws4_request/.test(request.headers.authorization ?? '')
    )
      return reply.code(403).send()
  })
  app.put<{ Params: { '*': string } }>('/pictures/*', async (request, reply) => {
    objects.set(request.params['*'], decoded(request.body as Buffer, request.headers))
    return reply.send()
  })
  app.get<{ Params: { '*': string } }>('/pictures/*', async (request, reply) => {
    const object = objects.get(request.params['*'])
    if (object) return reply.type('application/octet-stream').send(object)
    reply.code(404).type('application/xml')
    return reply.send('<?xml version="1.0"?><Error><Code>NoSuchKey</Code><Message>none</Message></Error>')
  })
  app.delete<{ Params: { '*': string } }>('/pictures/*', async (request, reply) => {
    objects.delete(request.params['*'])
    return reply.code(204).send()
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const endpoint = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  const access = { accessKeyId: 'key', secretAccessKey: 'secret' }
  return {
    store: s3Store({ name: 'pictures', region: 'eu-west-3', endpoint, ...access }),
    names: async () => [...objects.keys()],
    close: () => app.close(),
  }
}

/** Bodies may come in signed chunks: `<size in hex>[;signature]\\r\\n<bytes>\\r\\n`, the last of size 0. */
function decoded(body: Buffer, headers: Record<string, unknown>): Buffer {
  if (!String(headers['content-encoding'] ?? '').includes('aws-chunked')) return body
  const parts: Buffer[] = []
  for (let at = 0; ; ) {
    const end = body.indexOf('\r\n', at)
    const size = Number.parseInt(body.toString('latin1', at, end), 16)
    if (!(size > 0)) return Buffer.concat(parts)
    parts.push(body.subarray(end + 2, end + 2 + size))
    at = end + 2 + size + 2
  }
}

describe.each([
  ['a folder', folderBench],
  ['a bucket', bucketBench],
])('the port to files, by %s', (_name, open) => {
  let bench: Bench
  beforeAll(async () => {
    bench = await open()
  })
  afterAll(() => bench.close())

  test('files are read back byte for byte, also after they were replaced', async () => {
    const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, n) => (n * 7) % 256))
    await bench.store.write('owner/one.webp', bytes)
    expect((await bench.store.read('owner/one.webp'))?.equals(bytes)).toBe(true)
    await bench.store.write('owner/one.webp', Buffer.from('other'))
    expect((await bench.store.read('owner/one.webp'))?.toString()).toBe('other')
    expect(await bench.names()).toEqual(['owner/one.webp'])
  })

  test('a removed file is gone, and removing it again succeeds', async () => {
    await bench.store.write('owner/two.webp', Buffer.from('x'))
    await bench.store.remove('owner/two.webp')
    await bench.store.remove('owner/two.webp')
    expect(await bench.store.read('owner/two.webp')).toBeNull()
    expect(await bench.names()).toEqual(['owner/one.webp'])
  })

  test('a missing file is null', async () => expect(await bench.store.read('owner/none.webp')).toBeNull())

  test.each(['../secret', 'owner/../../secret', '/etc/passwd', 'owner', 'owner/a b', 'owner/'])(
    '%s is no path of ours',
    async path => {
      await expect(bench.store.read(path)).rejects.toThrow('not a file path')
      await expect(bench.store.write(path, Buffer.from('x'))).rejects.toThrow('not a file path')
      await expect(bench.store.remove(path)).rejects.toThrow('not a file path')
    },
  )
})

test('a bucket that does not answer is an error, not an absent file', async () => {
  const bench = await bucketBench()
  const { store } = bench
  await store.write('owner/one.webp', Buffer.from('x'))
  await bench.close()
  await expect(store.read('owner/one.webp')).rejects.toThrow()
})

test('files and their folders are readable by their user only, also those of an older release', async () => {
  const base = await mkdtemp(join(tmpdir(), 'fondaco-files-'))
  try {
    const root = join(base, 'files')
    await mkdir(root, { mode: 0o755 })
    const store = folderStore(root)
    await store.write('documents/company/paper', Buffer.from('a passport'))
    const modeOf = async (...names: string[]) => ((await stat(join(root, ...names))).mode & 0o777).toString(8)
    expect(await Promise.all([[], ['documents'], ['documents', 'company']].map(names => modeOf(...names)))).toEqual([
      '700',
      '700',
      '700',
    ])
    expect(await modeOf('documents', 'company', 'paper')).toBe('600')
    const record = join(base, 'provider.jsonl')
    await writeFile(record, '', { mode: 0o644 })
    new SandboxRecord(record)
    expect(((await stat(record)).mode & 0o777).toString(8)).toBe('600')
  } finally {
    await rm(base, { recursive: true })
  }
})

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { ClockMover, clockMover } from '#app/clock-mover.ts'
import { dataFolder } from '#app/health.ts'
import { type PaymentProvider, paymentProvider } from '#payments/index.ts'
import type { Db } from '#platform/db.ts'
import { fileStore, folderStore } from '#platform/files.ts'
import { type Mailer, mailer } from '#platform/mail.ts'
import { type Bucket, s3Store } from '#platform/s3.ts'
import { keyFile, keyInFile, keyOf, vault, vaultOf } from '#platform/vault.ts'

type Plugs = {
  readonly dataDir: string
  /** Where files are stored instead of the data folder. */
  readonly bucket?: Bucket | null
  readonly sandbox: boolean
  readonly provider: PaymentProvider
  readonly mailer: Mailer | null
  /** Base64; null: a key in the data folder. */
  readonly encryptionKey?: string | null
}

/** Plugs in what a database's functions need from outside: payment provider, files, mail server, clock. */
export function plug(db: Db, plugs: Plugs): void {
  mkdirSync(plugs.dataDir, { recursive: true }) // with DATABASE_URL nobody has needed it before
  paymentProvider.plug(db, plugs.provider)
  dataFolder.plug(db, plugs.dataDir)
  fileStore.plug(db, plugs.bucket ? s3Store(plugs.bucket) : folderStore(join(plugs.dataDir, 'files')))
  mailer.plug(db, plugs.mailer)
  const { encryptionKey } = plugs
  vault.plug(
    db,
    vaultOf(() => (encryptionKey ? keyOf(encryptionKey) : keyInFile(join(plugs.dataDir, keyFile)))),
  )
  db.sandbox = plugs.sandbox
  clockMover.plug(db, new ClockMover(db, plugs.sandbox))
}

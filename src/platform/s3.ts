import { checkPath, type FileStore } from '#platform/files.ts'

export type Bucket = {
  readonly name: string
  readonly region: string
  /** Null: Amazon S3; else any compatible service. */
  readonly endpoint: string | null
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/**
 * Files in a bucket: for several machines, or when the local disk is not durable enough. A write is complete or absent.
 */
export function s3Store({ name, region, endpoint, ...credentials }: Bucket): FileStore {
  // loaded at first use: 150 ms and 35 MB that other processes save
  const opened = import('@aws-sdk/client-s3').then(s3 => {
    const place = endpoint ? { endpoint, forcePathStyle: true } : {}
    return { s3, client: new s3.S3Client({ region, credentials, maxAttempts: 3, ...place }) }
  })
  return {
    async read(path) {
      const { s3, client } = await opened
      try {
        const { Body } = await client.send(new s3.GetObjectCommand({ Bucket: name, Key: checkPath(path) }))
        return Buffer.from(await Body!.transformToByteArray())
      } catch (error) {
        if (error instanceof s3.NoSuchKey) return null
        throw error
      }
    },
    async write(path, bytes) {
      const { s3, client } = await opened
      await client.send(new s3.PutObjectCommand({ Bucket: name, Key: checkPath(path), Body: bytes }))
    },
    async remove(path) {
      const { s3, client } = await opened
      await client.send(new s3.DeleteObjectCommand({ Bucket: name, Key: checkPath(path) }))
    },
  }
}

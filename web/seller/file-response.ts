/** A file of the API as the answer to a link; `type` is its media type. */
export const fileResponse = ({ name, bytes }: { name: string; bytes: Buffer }, type: string): Response =>
  new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  })

import type { FastifyInstance, FastifyReply } from 'fastify'
import { type Place, sitemapPlaces, sitemapProducts, sitemapStarts } from '#api/shop/sitemap.across.ts'
import type { Db } from '#platform/db.ts'

/** What search engines ask for: where not to go, and every public page in both languages (E11). */
export function mountSitemap(app: FastifyInstance, db: Db): void {
  const absolute = (path: string) => `${db.publicUrl}${path}`
  app.get('/robots.txt', async (_request, reply) =>
    reply
      .type('text/plain')
      .header('cache-control', anHour)
      .send(robots(absolute('/sitemap.xml'))),
  )
  app.get('/sitemap.xml', async (_request, reply) => {
    const files = ['places', ...(await sitemapStarts(db.read))].map(name => absolute(`/sitemap/${name}.xml`))
    return xml(
      reply,
      'sitemapindex',
      files.map(url => `<sitemap><loc>${url}</loc></sitemap>`),
    )
  })
  app.get<{ Params: { name: string } }>('/sitemap/:name.xml', async (request, reply) => {
    const { name } = request.params
    if (name !== 'places' && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(name)) return reply.callNotFound()
    const places = name === 'places' ? await sitemapPlaces(db.read) : await sitemapProducts(db.read, name)
    return xml(
      reply,
      'urlset',
      places.flatMap(place => addresses(absolute, place)),
    )
  })
}

/** A page in each language, each naming the other. Paths hold letters, digits, `-`, `_` and `/`: nothing to escape. */
function addresses(absolute: (path: string) => string, { path, changedOn }: Place): string[] {
  const [en, fr] = [absolute(path), absolute(`/fr${path === '/' ? '' : path}`)]
  const links = `<xhtml:link rel="alternate" hreflang="en" href="${en}"/><xhtml:link rel="alternate" hreflang="fr" href="${fr}"/><xhtml:link rel="alternate" hreflang="x-default" href="${en}"/>`
  const changed = changedOn ? `<lastmod>${changedOn}</lastmod>` : ''
  return [en, fr].map(url => `<url><loc>${url}</loc>${changed}${links}</url>`)
}

const anHour = 'public, max-age=3600'

const xml = (reply: FastifyReply, root: string, items: readonly string[]) =>
  reply
    .type('application/xml')
    .header('cache-control', anHour)
    .send(
      `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${items.join('\n')}\n</${root}>\n`,
    )

/** Pages of one person, and lists that differ only in order. */
const robots = (sitemap: string): string =>
  [
    'User-agent: *',
    ...[
      '/api/',
      '/account',
      '/seller',
      '/ops',
      '/join',
      '/cart',
      '/checkout',
      '/orders',
      '/purchases',
      '/wishes',
      '/follows',
    ].map(path => `Disallow: ${path}`),
    `Sitemap: ${sitemap}`,
    '',
  ].join('\n')

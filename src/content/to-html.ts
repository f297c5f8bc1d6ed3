const tags = 'p br hr h2 h3 h4 strong em del code pre blockquote ul ol li a table thead tbody tr th td'.split(' ')

/**
 * Markdown as HTML of a few tags. HTML in the text is removed, as are pictures and links with other schemes than
 * https, http, mailto and tel. A heading of the first level becomes one of the second: the page's title is the first.
 */
export async function toHtml(markdown: string): Promise<string> {
  // loaded when a page is first read, which saves time at the start
  const [{ marked }, { default: sanitize }] = await Promise.all([import('marked'), import('sanitize-html')])
  return sanitize(await marked.parse(markdown, { gfm: true, async: true }), {
    allowedTags: tags,
    allowedAttributes: { a: ['href'], th: ['align'], td: ['align'], ol: ['start'] },
    allowedSchemes: ['https', 'http', 'mailto', 'tel'],
    allowProtocolRelative: false,
    transformTags: { h1: 'h2', h5: 'h4', h6: 'h4' },
  })
}

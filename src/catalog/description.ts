/**
 * The tags allowed in a description. No links, which would lead buyers out of the market, and no pictures, which are
 * separate.
 */
const tags = ['p', 'br', 'h2', 'h3', 'strong', 'em', 'u', 's', 'ul', 'ol', 'li', 'blockquote']

type Description = { readonly html: string; readonly text: string }

/** Other HTML tags, which are removed. What looks like a tag and is in neither list is text: `<Tmax`, `S<M<L`. */
const otherTags =
  'a abbr address area article aside audio b base body button canvas code col dd div dl dt embed figure font footer form frame h1 h4 h5 h6 head header hr html i iframe img input ins label link main map mark math meta nav noscript object option picture pre script section select small source span style sub summary sup svg table tbody td template textarea tfoot th thead title tr tt video'
const tag = `/?(?:${[...tags, ...otherTags.split(' ')].join('|')})(?:[\\s/][^<>]*)?>`
const holdsTag = new RegExp(`<${tag}`, 'i')
const noTag = new RegExp(`<(?!${tag}|!--)`, 'gi')

/**
 * A description in its stored form: HTML with the allowed tags, and the same as plain text. Other tags are removed,
 * with their content if it is not text (scripts, styles). Input without any tag is plain text, whose line breaks are
 * kept; editors send even that with entities for `&` and `<`, which stand for these signs.
 */
export async function cleanDescription(written: string): Promise<Description> {
  // loaded at the first description, which saves 130 ms at the start
  const { default: sanitize } = await import('sanitize-html')
  const html = sanitize(holdsTag.test(written) ? written.replaceAll(noTag, '&lt;') : paragraphs(written), {
    allowedTags: tags,
    allowedAttributes: {},
    transformTags: { b: 'strong', i: 'em', h1: 'h2', h4: 'h3', div: 'p' },
  })
  const lines = html.replaceAll(/<br \/>|<\/?(p|h2|h3|li|ul|ol|blockquote)>/g, '\n')
  const text = unescaped(sanitize(lines, { allowedTags: [] }))
  return { html, text: text.replaceAll(/\s*\n\s*/g, '\n').trim() }
}

/** Empty lines separate paragraphs, other line breaks are kept. */
const paragraphs = (text: string): string =>
  text
    .split(/(?:\r?\n){2,}/)
    .filter(part => part.trim())
    .map(
      part => `<p>${escaped(unescaped(part.trim().replaceAll('&nbsp;', '\u00a0'))).replaceAll(/\r?\n/g, '<br>')}</p>`,
    )
    .join('')

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** The four entities that the sanitizer and browsers produce. */
const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')

/** What a mail says; all of them look alike. */
export type Message = {
  readonly subject: string
  readonly paragraphs: readonly string[]
  /** Shown large, to be typed elsewhere. */
  readonly code?: string
  readonly link?: { readonly label: string; readonly url: string } | null
}

/** A message as plain text, with the link on a line of its own, and as HTML. Nothing in it is read as HTML. */
export function bodyOf({ paragraphs, code, link }: Message): { text: string; html: string } {
  const lines = [...paragraphs, ...(code ? [code] : []), ...(link ? [`${link.label}:\n${link.url}`] : [])]
  const digits = code ? `<p style="font-size:28px;letter-spacing:6px;font-weight:600">${escapeHtml(code)}</p>` : ''
  const button = link
    ? `<p><a href="${escapeHtml(link.url)}" style="display:inline-block;padding:12px 20px;border-radius:8px;` +
      `background:#11543f;color:#fff;text-decoration:none;font-weight:600">${escapeHtml(link.label)}</a></p>`
    : ''
  const body = paragraphs.map(text => `<p>${escapeHtml(text)}</p>`).join('')
  return {
    text: `${lines.join('\n\n')}\n`,
    html: `<div style="font:16px/1.5 system-ui,sans-serif;color:#1c1f24;max-width:36rem">${body}${digits}${button}</div>`,
  }
}

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`)

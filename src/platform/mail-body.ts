import { type Locale, marketName } from '#platform/market.ts'

/** What a mail says; all of them look alike. */
export type Message = {
  readonly locale: Locale
  /** Why somebody gets it; said at its end. */
  readonly to: keyof (typeof frames)['en']['because']
  readonly subject: string
  readonly paragraphs: readonly string[]
  readonly parts?: readonly Part[]
  /** Shown large, to be typed elsewhere. */
  readonly code?: string
  readonly link?: Link | null
}

/** Goods and sums, or an address: below a title, rows of a label and perhaps an amount, then lines of text. */
export type Part = {
  readonly title: string
  readonly rows?: readonly Row[]
  readonly lines?: readonly string[]
  readonly link?: Link
}
type Row = { readonly label: string; readonly amount: string; readonly note?: string; readonly strong?: boolean }
type Link = { readonly label: string; readonly url: string }

/** What stands around each mail. */
const frames = {
  en: {
    greeting: 'Hello,',
    colon: ':',
    because: {
      buyer: 'You receive this e-mail because you placed an order with this address.',
      store: 'You receive this e-mail because you are an owner of this store.',
      applicant: 'You receive this e-mail because you applied to sell here.',
      account: 'You receive this e-mail because somebody entered this address here.',
      team: 'You receive this e-mail because a member of our team or of a store entered this address.',
    },
    imprint: 'Imprint',
    privacy: 'Privacy',
    help: 'Help',
  },
  fr: {
    greeting: 'Bonjour,',
    colon: ' :',
    because: {
      buyer: 'Vous recevez cet e-mail parce qu’une commande a été passée avec cette adresse.',
      store: 'Vous recevez cet e-mail parce que vous êtes propriétaire de cette boutique.',
      applicant: 'Vous recevez cet e-mail parce que vous avez demandé à vendre ici.',
      account: 'Vous recevez cet e-mail parce que quelqu’un a saisi cette adresse ici.',
      team: 'Vous recevez cet e-mail parce qu’un membre de notre équipe ou d’une boutique a saisi cette adresse.',
    },
    imprint: 'Mentions légales',
    privacy: 'Confidentialité',
    help: 'Aide',
  },
} as const

/**
 * A message as plain text, with each link on a line of its own, and as HTML; `origin` is the market's address. Nothing
 * in it is read as HTML.
 */
export function bodyOf(message: Message, origin: string): { text: string; html: string } {
  const frame = frames[message.locale]
  const pages = origin + (message.locale === 'fr' ? '/fr' : '')
  const footer = [
    { label: frame.imprint, url: `${pages}/legal/imprint` },
    { label: frame.privacy, url: `${pages}/legal/privacy` },
    { label: frame.help, url: `${pages}/help` },
  ]
  const why = frame.because[message.to]
  return {
    text: textOf(message, frame, [marketName, why], footer),
    html: htmlOf(message, frame.greeting, why, footer, origin),
  }
}

function textOf(
  { paragraphs, parts = [], code, link }: Message,
  { greeting, colon }: { readonly greeting: string; readonly colon: string },
  after: string[],
  pages: Link[],
): string {
  const linkText = ({ label, url }: Link): string => `${label}${colon}\n${url}`
  const partText = ({ title, rows = [], lines = [], link }: Part): string =>
    [
      title,
      ...rows.flatMap(({ label, amount, note }) => [`${label}${colon} ${amount}`, ...(note ? [`  ${note}`] : [])]),
      ...lines,
      ...(link ? [linkText(link)] : []),
    ].join('\n')
  const blocks = [
    greeting,
    ...paragraphs,
    ...(code ? [code] : []),
    ...(link ? [linkText(link)] : []),
    ...parts.map(partText),
    ['-- ', ...after].join('\n'),
    ...pages.map(linkText),
  ]
  return `${blocks.join('\n\n')}\n`
}

// colors stand at the elements, for readers that drop the style sheet; only the dark ones need it
const style =
  '@media(prefers-color-scheme:dark){body,.page{background:#16181c!important}.card{background:#1f2227!important;border-color:#33373e!important}' +
  '.ink{color:#eceef1!important}.soft{color:#a7adb7!important}.line{border-color:#33373e!important}.link{color:#7fd1b3!important}' +
  '.button{background:#7fd1b3!important;color:#10251d!important}}'
const rule = 'border-top:1px solid #e3e6ea'

function htmlOf(
  { locale, subject, paragraphs, parts = [], code, link }: Message,
  greeting: string,
  why: string,
  footer: Link[],
  origin: string,
): string {
  const body = [
    ...[greeting, ...paragraphs].map(text => `<p class="ink" style="margin:0 0 16px">${escapeHtml(text)}</p>`),
    code
      ? `<p class="ink" style="font-size:28px;letter-spacing:6px;font-weight:600;margin:24px 0">${escapeHtml(code)}</p>`
      : '',
    link
      ? `<p style="margin:24px 0"><a class="button" href="${escapeHtml(link.url)}" style="display:inline-block;padding:12px 20px;` +
        `border-radius:8px;background:#11543f;color:#fff;text-decoration:none;font-weight:600">${escapeHtml(link.label)}</a></p>`
      : '',
    ...parts.map(partHtml),
  ].join('')
  const pages = footer.map(anchor).join(' · ')
  return (
    `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
    `<meta name="color-scheme" content="light dark"><title>${escapeHtml(subject)}</title><style>${style}</style></head>` +
    `<body style="margin:0;background:#f4f5f7"><div class="page" style="background:#f4f5f7;padding:24px 12px">` +
    `<div style="max-width:560px;margin:0 auto;font:16px/1.5 system-ui,sans-serif;color:#1c1f24">` +
    `<p style="margin:0 0 16px"><a class="ink" href="${escapeHtml(origin)}" style="font-size:20px;font-weight:700;` +
    `color:#11543f;text-decoration:none">${marketName}</a></p>` +
    `<div class="card" style="background:#fff;border:1px solid #e3e6ea;border-radius:12px;padding:24px;overflow-wrap:anywhere">${body}</div>` +
    `<p class="soft" style="margin:16px 0 0;font-size:13px;color:#5b626d">${escapeHtml(why)}<br>${pages}</p>` +
    '</div></div></body></html>'
  )
}

const anchor = ({ label, url }: Link): string =>
  `<a class="link" href="${escapeHtml(url)}" style="color:#11543f">${escapeHtml(label)}</a>`

function partHtml({ title, rows = [], lines = [], link }: Part): string {
  const table = rows
    .map(({ label, amount, note, strong }) => {
      const weight = strong ? 'font-weight:700;' : ''
      const below = note ? `<br><span class="soft" style="font-size:14px;color:#5b626d">${escapeHtml(note)}</span>` : ''
      return (
        `<tr><td class="ink" style="${weight}padding:4px 12px 4px 0;vertical-align:top">${escapeHtml(label)}${below}</td>` +
        `<td class="ink" style="${weight}padding:4px 0;text-align:right;vertical-align:top;white-space:nowrap">${escapeHtml(amount)}</td></tr>`
      )
    })
    .join('')
  const text = lines.map(escapeHtml).join('<br>')
  return (
    `<div class="line" style="${rule};padding:16px 0 0;margin:16px 0 0">` +
    `<p class="ink" style="margin:0 0 4px;font-weight:700">${escapeHtml(title)}</p>` +
    (table && `<table role="presentation" style="width:100%;border-collapse:collapse">${table}</table>`) +
    (text && `<p class="ink" style="margin:0">${text}</p>`) +
    (link ? `<p style="margin:4px 0 0">${anchor(link)}</p>` : '') +
    '</div>'
  )
}

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`)

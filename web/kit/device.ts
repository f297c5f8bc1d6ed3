const browsers = [
  ['Edg', 'Edge'],
  ['OPR', 'Opera'],
  ['Firefox', 'Firefox'],
  ['Chrome', 'Chrome'],
  ['Safari', 'Safari'],
] as const
const systems = ['Windows', 'Android', 'iPhone', 'iPad', 'Mac', 'Linux'] as const

/**
 * A short name for a device: 'Firefox, Windows'. User agents also name other browsers, so the order of the lists
 * matters.
 */
export function deviceOf(userAgent: string | null): { name: string | null; phone: boolean } {
  const browser = browsers.find(([mark]) => userAgent?.includes(`${mark}/`))?.[1]
  const system = systems.find(name => userAgent?.includes(name))
  const name = [browser, system].filter(Boolean).join(', ') || userAgent?.slice(0, 40) || null
  return { name, phone: system === 'Android' || system === 'iPhone' }
}

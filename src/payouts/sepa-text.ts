import { plainLatin } from '#platform/latin.ts'

/**
 * Text in the characters that every SEPA bank accepts: Latin letters without marks, digits and a few signs; all others
 * become a space.
 */
export const sepaText = (text: string, max: number): string =>
  plainLatin(text)
    .replaceAll('&', '+')
    .replace(/[^A-Za-z0-9/\-?:().,'+ ]/g, ' ')
    .replace(/ +/g, ' ')
    .trim()
    .slice(0, max)
    .trim()

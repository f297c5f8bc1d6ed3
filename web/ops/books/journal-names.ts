import { useTranslations } from 'use-intl'

/** The name of a journal kind in the reader's language; for an unknown one, its code. */
export function useJournalName() {
  const t = useTranslations('ops.journal')
  return (kind: string): string => {
    const key = kind.replace('.', '_') as Parameters<typeof t>[0]
    return t.has(key) ? t(key) : kind
  }
}

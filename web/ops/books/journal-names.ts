import { useTranslations } from 'use-intl'

/** What a journal of this kind says, in the reader's language; of one we do not know, its kind. */
export function useJournalName() {
  const t = useTranslations('ops.journal')
  return (kind: string): string => {
    const key = kind.replace('.', '_') as Parameters<typeof t>[0]
    return t.has(key) ? t(key) : kind
  }
}

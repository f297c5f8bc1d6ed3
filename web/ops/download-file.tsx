import { useRevalidator } from 'react-router'
import { useTranslations } from 'use-intl'
import type { Scheme } from '#payouts/bank-countries.ts'
import { KeyField } from '../kit/forms/write-form.tsx'
import { Button } from '../kit/primitives/button.tsx'

/** A download does not change the page, so it refreshes once the file should have been sent. */
const lookAgainMs = 1_500

/** Downloads the file of an approved batch for the bank, which is possible once. */
export function DownloadFile({ batchId, scheme }: { batchId: string; scheme: Scheme }) {
  const t = useTranslations('ops.batch')
  const { revalidate } = useRevalidator()
  return (
    <form
      method="post"
      action={`/ops/payouts/${batchId}/file`}
      onSubmit={() => setTimeout(revalidate, lookAgainMs)}
      className="flex flex-col gap-4"
    >
      <KeyField />
      <p>{t(scheme === 'sepa' ? 'fileText' : 'listText')}</p>
      <Button type="submit" variant="primary" className="self-start">
        {t(scheme === 'sepa' ? 'file' : 'list')}
      </Button>
    </form>
  )
}

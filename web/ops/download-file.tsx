import { useRevalidator } from 'react-router'
import { useTranslations } from 'use-intl'
import type { Scheme } from '#payouts/bank-countries.ts'
import { KeyField } from '../kit/forms/write-form.tsx'
import { Button } from '../kit/primitives/button.tsx'
import { ProofField } from './proof.tsx'

/** A download does not change the page, so it refreshes once the file should have been sent. */
const lookAgainMs = 1_500

/** Downloads the file of an approved batch for the bank; `again`: the bank may have it already. */
export function DownloadFile({ batchId, scheme, again = false }: { batchId: string; scheme: Scheme; again?: boolean }) {
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
      <p>{t(again ? 'fileAgainText' : scheme === 'sepa' ? 'fileText' : 'listText')}</p>
      <ProofField />
      <Button type="submit" variant={again ? 'outline' : 'primary'} className="self-start">
        {t(again ? 'fileAgain' : scheme === 'sepa' ? 'file' : 'list')}
      </Button>
    </form>
  )
}

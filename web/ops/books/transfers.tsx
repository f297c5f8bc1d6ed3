import { useTranslations } from 'use-intl'
import type { Account } from '#ledger/index.ts'
import { Money } from '../../kit/money/money.tsx'

type Transfer = { debit: Account; credit: Account; amount: { amount_minor: number; currency: string } }

/** The transfers of a journal: from, to, amount. */
export function Transfers({ of }: { of: readonly Transfer[] }) {
  const account = useTranslations('ops.account')
  return (
    <ul className="flex flex-col gap-0.5">
      {of.map(transfer => (
        <li key={transfer.debit + transfer.credit} className="flex gap-3">
          <span className="min-w-0 flex-1 text-ink-2 text-xs">
            {account(`${transfer.debit}.name`)} → {account(`${transfer.credit}.name`)}
          </span>
          <Money of={transfer.amount} />
        </li>
      ))}
    </ul>
  )
}

import { Money } from '../kit/money/money.tsx'

type Transfer = { debit: string; credit: string; amount: { amount_minor: number; currency: string } }

/** The movements of a journal: from where to where, how much. */
export function Transfers({ of }: { of: readonly Transfer[] }) {
  return (
    <ul className="flex flex-col gap-0.5">
      {of.map(transfer => (
        <li key={transfer.debit + transfer.credit} className="flex gap-3">
          <span className="min-w-0 flex-1 font-mono text-xs">
            {transfer.debit} → {transfer.credit}
          </span>
          <Money of={transfer.amount} />
        </li>
      ))}
    </ul>
  )
}

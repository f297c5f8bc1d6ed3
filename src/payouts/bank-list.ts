import { bankReference, bankZone, decimal } from '#payouts/bank-file.ts'
import type { BankTransfer } from '#payouts/transfers-of.across.ts'
import { csvText } from '#platform/csv.ts'
import { marketCurrency } from '#platform/market.ts'

type BankList = {
  readonly at: Temporal.Instant
  readonly debtor: { readonly name: string; readonly iban: string }
  readonly transfers: readonly Omit<BankTransfer, 'storeId'>[]
}

/**
 * Transfers outside the SEPA area as a list, one a row, for an operator to enter at the bank or for the bank to import:
 * there is no format that all banks take. The platform bears the charges (`OUR`), so that the stated amount arrives.
 */
export const bankList = ({ at, debtor, transfers }: BankList): string =>
  csvText(
    [
      columns,
      ...transfers.map(transfer => [
        { plain: at.toZonedDateTimeISO(bankZone).toPlainDate().toString() },
        debtor.name,
        debtor.iban,
        { plain: decimal(transfer.netMinor) },
        marketCurrency,
        'OUR',
        transfer.holder,
        transfer.holder_address ?? '',
        transfer.iban ?? transfer.account_number!,
        transfer.bic ?? '',
        transfer.bank_name ?? '',
        transfer.bank_address ?? '',
        transfer.country,
        `Payout ${transfer.number}`,
        bankReference(transfer.id),
      ]),
    ],
    { begins: true },
  )

const columns = [
  'date',
  'from_name',
  'from_iban',
  'amount',
  'currency',
  'charges',
  'holder',
  'holder_address',
  'account',
  'bic',
  'bank_name',
  'bank_address',
  'bank_country',
  'text',
  'reference',
]

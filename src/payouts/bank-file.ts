import type { BankAccount } from '#payouts/bank-account.ts'
import { holderMaxCharacters } from '#payouts/limits.ts'
import { sepaText } from '#payouts/sepa-text.ts'
import type { BankTransfer } from '#payouts/transfers-of.across.ts'

type FileTransfer = Pick<BankTransfer, 'id' | 'number' | 'netMinor'> & Pick<BankAccount, 'iban' | 'holder' | 'bic'>

export type BankFile = {
  /** The batch's id, by which the bank recognizes a file sent twice. */
  readonly id: string
  readonly at: Temporal.Instant
  readonly debtor: { readonly name: string; readonly iban: string; readonly bic: string | null }
  readonly transfers: readonly FileTransfer[]
}

/**
 * SEPA credit transfers as banks take them: ISO 20022 pain.001.001.09, within what the European Payments Council
 * allows. Own code, because the available libraries are immature or require fields that this message does not have. Ids
 * are uuids without hyphens, 32 of the 35 characters there are; each payout's id travels with the money, also when it
 * is returned.
 */
export function bankFile({ id, at, debtor, transfers }: BankFile): string {
  const sums = [
    element('NbOfTxs', String(transfers.length)),
    element('CtrlSum', decimal(transfers.reduce((sum, transfer) => sum + transfer.netMinor, 0n))),
  ]
  const party = element('Nm', sepaText(debtor.name, holderMaxCharacters))
  const document = element('CstmrCdtTrfInitn', [
    element('GrpHdr', [
      element('MsgId', bankReference(id)),
      element('CreDtTm', at.round('second').toString()),
      ...sums,
      element('InitgPty', [party]),
    ]),
    element('PmtInf', [
      element('PmtInfId', bankReference(id)),
      element('PmtMtd', 'TRF'),
      element('BtchBookg', 'true'),
      ...sums,
      element('PmtTpInf', [element('SvcLvl', [element('Cd', 'SEPA')])]),
      element('ReqdExctnDt', [element('Dt', at.toZonedDateTimeISO(bankZone).toPlainDate().toString())]),
      element('Dbtr', [party]),
      account('DbtrAcct', debtor.iban),
      element('DbtrAgt', [
        debtor.bic ? bank(debtor.bic) : element('FinInstnId', [element('Othr', [element('Id', 'NOTPROVIDED')])]),
      ]),
      element('ChrgBr', 'SLEV'),
      ...transfers.map(transfer => transferOf(transfer)),
    ]),
  ])
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="${namespace}">\n${document}\n</Document>\n`
}

const namespace = 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09'
/** The time zone of bank days: the euro settlement system uses Frankfurt's time. */
export const bankZone = 'Europe/Berlin'

const transferOf = ({ id, number, netMinor, iban, holder, bic }: BankFile['transfers'][number]): string =>
  element('CdtTrfTxInf', [
    element('PmtId', [element('EndToEndId', bankReference(id))]),
    element('Amt', [`<InstdAmt Ccy="EUR">${decimal(netMinor)}</InstdAmt>`]),
    ...(bic ? [element('CdtrAgt', [bank(bic)])] : []),
    element('Cdtr', [element('Nm', sepaText(holder, holderMaxCharacters))]),
    account('CdtrAcct', iban!),
    element('RmtInf', [element('Ustrd', `Payout ${number}`)]),
  ])

const account = (name: string, iban: string): string => element(name, [element('Id', [element('IBAN', iban)])])
const bank = (bic: string): string => element('FinInstnId', [element('BICFI', bic)])

/** Text, or one element per line. Nothing is escaped, because `sepaText` leaves no character that would need it. */
const element = (name: string, content: string | readonly string[]): string =>
  typeof content === 'string' ? `<${name}>${content}</${name}>` : `<${name}>\n${content.join('\n')}\n</${name}>`

/** How the bank names a batch or a payout. */
export const bankReference = (uuid: string): string => uuid.replaceAll('-', '')

export const decimal = (minor: bigint): string => `${minor / 100n}.${String(minor % 100n).padStart(2, '0')}`

import type { Character } from '#demo/character.ts'
import type { DemoMarket } from '#demo/create-stores.ts'
import { balanceOf } from '#ledger/index.ts'
import { checkedAccount, holderOf, saveBankAccount } from '#payouts/index.ts'
import { debtorIban } from '#payouts/policy.ts'
import type { Db } from '#platform/db.ts'
import { marketCurrency } from '#platform/market.ts'
import { setPolicy } from '#platform/policy.ts'
import { inTx } from '#platform/tx.ts'

/** Account numbers that banks use as examples; stores of other countries cannot be paid yet. */
const ibans: Readonly<Partial<Record<Character['country'], string>>> = {
  DE: 'DE89370400440532013000',
  ES: 'ES9121000418450200051332',
  FR: 'FR1420041010050500013M02606',
  IT: 'IT60X0542811101000000123456',
}

/** Saves the account the market pays from, and those of its stores. */
export async function openAccounts(db: Db, shops: DemoMarket['shops'], operatorId: string): Promise<void> {
  await inTx(db, 'name debtor', tx =>
    setPolicy(tx, {
      key: debtorIban.key,
      value: 'DE02120300000000202051',
      effectiveAt: tx.now,
      userId: operatorId,
      reason: 'the demo’s bank',
    }),
  )
  for (const [{ company, country }, { id }] of shops) {
    const iban = ibans[country]
    const holder = holderOf(company.legalName)
    if (iban) await inTx(db, 'name account', tx => saveBankAccount(tx, id, checkedAccount({ iban, holder, bic: null })))
  }
}

/** Stores request half of their balances, so that operators find payouts to send. */
export async function requestPayouts(db: Db, shops: DemoMarket['shops']): Promise<void> {
  for (const [{ country }, { id, owner }] of shops) {
    const half = Math.floor(Number(await balanceOf(db.read, id, 'available', marketCurrency)) / 2)
    if (ibans[country] && half > 100) await owner.requestPayout({ amount_minor: half })
  }
}

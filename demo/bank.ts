import type { Character } from '#demo/character.ts'
import type { DemoMarket } from '#demo/create-stores.ts'
import { balanceOf } from '#ledger/index.ts'
import { checkedAccount, holderOf, saveBankAccount, type TypedAccount } from '#payouts/index.ts'
import { debtorIban } from '#payouts/policy.ts'
import type { Db } from '#platform/db.ts'
import { marketCurrency } from '#platform/market.ts'
import { setPolicy } from '#platform/policy.ts'
import { inTx } from '#platform/tx.ts'
import { sellerCountries } from '#sellers/policy.ts'

/** Account numbers that banks use as examples. */
const accounts: Readonly<Partial<Record<Character['country'], Omit<TypedAccount, 'holder'>>>> = {
  DE: { iban: 'DE89370400440532013000' },
  ES: { iban: 'ES9121000418450200051332' },
  FR: { iban: 'FR1420041010050500013M02606' },
  IT: { iban: 'IT60X0542811101000000123456' },
  TR: { iban: 'TR330006100519786457841326', bic: 'TGBATRIS', holder_address: 'Bagdat Caddesi 12, 34710 Istanbul' },
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
    const account = accounts[country]
    const holder = holderOf(company.legalName)
    if (account)
      await inTx(db, 'name account', tx =>
        saveBankAccount(tx, id, checkedAccount({ ...account, holder }, tx.policy(sellerCountries))),
      )
  }
}

/** Stores request half of their balances, so that operators find payouts to send. */
export async function requestPayouts(db: Db, shops: DemoMarket['shops']): Promise<void> {
  for (const [{ country }, { id, owner }] of shops) {
    const half = Math.floor(Number(await balanceOf(db.read, id, 'available', marketCurrency)) / 2)
    if (accounts[country] && half > 1_000) await owner.requestPayout({ amount_minor: half })
  }
}

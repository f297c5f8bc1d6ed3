/**
 * The floors of the house, lowest first: a module imports only what stands before it. Each line says why it stands
 * there. Kept by architecture.test.ts.
 */
export const floors = [
  ['platform', 'everything stands on it; it knows no module'],
  ['accounts', 'who logs in; knows no store, no goods'],
  ['ledger', 'where money is; knows only ids'],
  ['taxonomy', 'what can be sold and at what commission; knows no store, no product'],
  ['markets', 'countries we sell to; all that depends on a country stands above'],
  ['sellers', 'stores, before anything they own'],
  ['shipping', 'templates and carriers, which products point to'],
  ['catalog', 'products and stock; a product has a shipping template'],
  ['payments', 'money in and out; posts to the ledger'],
  ['payouts', 'balance to bank; takes from the ledger what payments brought in'],
  ['pricing', 'the quote: pure, over what others have read'],
  ['cart', 'lines of catalog variants, priced by the quote'],
  ['buyers', 'what a buyer keeps: addresses, wished products, followed stores'],
  ['auth', 'logging in, together with the merge of the guest’s cart'],
  ['orders', 'what a cart becomes; refunds through payments'],
  ['checkout', 'the story from cart to paid orders'],
  ['search', 'finds what all of the above put on sale; ranks by what was bought'],
  ['notifications', 'composes messages about all of the above'],
  ['documents', 'draws PDFs of what others read; knows no table'],
  ['exports', 'files of orders to take away, written by jobs; reads only'],
  ['api', 'the doors: all routes of one noun for one audience; a read is one SELECT, a write calls one verb'],
  ['app', 'the composition root'],
] as const

export type Module = (typeof floors)[number][0]

/**
 * The modules in layers, lowest first: a module imports only those listed before it. Each line gives the reason for its
 * place. Checked by architecture.test.ts.
 */
export const layers = [
  ['platform', 'used by every module; imports none of them'],
  ['accounts', 'users, sessions and roles; knows neither stores nor products'],
  ['ledger', 'accounts and journals; knows only ids'],
  ['taxonomy', 'categories, attributes and commission rates; knows neither stores nor products'],
  ['markets', 'the countries we sell to; used by all that depends on a country'],
  ['content', 'the pages of the market, and who accepted its terms; knows only users'],
  ['sellers', 'stores; what they own comes later'],
  ['shipping', 'templates and carriers, which products point to'],
  ['catalog', 'products and stock; a product has a shipping template'],
  ['payments', 'money in and out; posts to the ledger'],
  ['payouts', 'from a store’s balance to its bank; uses the ledger'],
  ['pricing', 'the quote: pure functions over data that others have read'],
  ['cart', 'lines of catalog variants, priced by the quote'],
  ['buyers', 'what a buyer saves: addresses, wish list, followed stores'],
  ['orders', 'what a cart becomes; refunds through payments'],
  ['auth', 'logging in, with the merge of the guest’s cart and the claim of their orders'],
  ['checkout', 'from the cart to paid orders'],
  ['search', 'finds products on sale; ranks them by orders'],
  ['notifications', 'composes mails about all of the above'],
  ['documents', 'draws PDFs of data that others have read; knows no table'],
  ['exports', 'export files of orders, written by jobs; only reads'],
  ['api', 'the routes: all of one noun for one audience; a read is one SELECT, a write calls one verb'],
  ['app', 'the composition root'],
] as const

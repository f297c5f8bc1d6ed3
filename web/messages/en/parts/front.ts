/** Texts of the first page, of what stands below all pages, and of what protects every purchase. */
export const footer = {
  help: 'Help',
  track: 'Track an order',
  helpCenter: 'Delivery, returns and refunds',
  withdrawal: 'Withdraw from a contract',
  contact: 'Contact us',
  buying: 'Buying here',
  departments: 'All categories',
  newest: 'New in',
  selling: 'Selling',
  sellerTerms: 'Terms for sellers',
  sellerCenter: 'Seller centre',
  legal: 'Legal',
  imprint: 'Legal notice',
  terms: 'Terms of use',
  privacy: 'Privacy',
  cookies: 'Cookies',
  cookieSettings: 'Cookie settings',
  vat: 'All prices include VAT. © {year} Fondaco',
}

export const home = {
  title: 'Fondaco: many sellers, one marketplace',
  heading:
    '{count, plural, =0 {Shop independent stores with one cart} one {Shop one independent store} other {Shop # independent stores with one cart}}',
  text: 'Fashion, homeware and gifts, delivered to {country}. The store is paid only when your parcel has arrived.',
  shopNew: 'Shop new in',
  allDepartments: 'All categories',
  items: '{count, plural, one {# item} other {# items}}',
  promises: {
    payment: { title: 'Payment protection', text: 'Held until your parcel arrives' },
    withdrawal: { title: '14 days to change your mind', text: 'With every store' },
    delivery: { title: 'Delivery price and date', text: 'Shown before you order' },
    sellers: { title: 'Verified sellers', text: 'Name and address on every product' },
  },
  departments: 'Shop by category',
  allCategories: 'All categories',
  newIn: 'New in, delivered to {country}',
  all: 'See all',
  empty: 'The marketplace opens soon',
  emptyText: 'There are no products on sale yet.',
  noneThere: 'No new products are delivered to {country}',
  noneThereText: 'Choose another country below, or search for older ones.',
  stores: 'Stores to discover',
  storeLine: '{country} · {count, plural, one {# product} other {# products}}',
}

export const assurances = {
  payment: {
    title: 'Payment protection',
    line: 'We hold your payment until your parcel has arrived.',
    text: 'The store is paid when you confirm receipt, or {days, plural, one {# day} other {# days}} after delivery. If the store does not ship in time, you get a full refund.',
  },
  withdrawal: {
    title: '14 days to change your mind',
    line: 'No reason needed.',
    text: 'You may withdraw from the contract within 14 days of receiving the item. Returning it is at your cost unless the store offers free returns. Sealed hygiene goods and items made to your order are excluded.',
  },
  guarantee: {
    title: 'Legal guarantee: at least 2 years',
    line: 'If the item is faulty, the store repairs, replaces or refunds it.',
    text: 'The law of the European Union makes every seller liable for faults that were there when you received the item and show within two years.',
  },
}

/** The page that invites sellers. */
export const sell = {
  title: 'Sell on Fondaco',
  heading: 'Open your own store on Fondaco',
  terms: 'Terms for sellers',
  text: 'You keep your name, your prices and your shipping terms. Buyers find your products next to those of other stores and pay once.',
  start: 'Open a store',
  resume: 'Continue an application',
  commission: 'Commission',
  commissionText: 'On the price of products sold, including VAT, excluding shipping. You pay nothing until you sell.',
  days: '{days, plural, one {# day} other {# days}}',
  release: 'When you are paid',
  releaseText: 'After delivery at the latest, or sooner if the buyer confirms receipt. Until then we hold the payment.',
  fee: 'Fixed fee',
  noFee: 'None',
  noFeeText: 'No fee to join, to list products, or to leave.',
  how: 'How it works',
  steps: {
    signUp: { title: 'Sign up', text: 'Country, e-mail and password. We confirm the address with a code.' },
    tell: {
      title: 'Tell us about your company',
      text: 'Company, representative, documents. You can stop and come back.',
    },
    review: {
      title: 'We check your application',
      text: 'If something is not right, we tell you what it is and you correct it.',
    },
    sell: {
      title: 'Sell',
      text: 'Meanwhile, prepare your shipping templates and products. Put them on sale once you are approved.',
    },
  },
  who: 'Who can sell',
  whoText: 'Companies and sole traders registered for tax in:',
  others: 'Other countries are not open yet.',
  payouts: 'Getting paid',
  payoutsText:
    'We pay to banks in all these countries. A payout costs {sepa} to a bank in the SEPA area (most of Europe) and {international} to a bank elsewhere. There is no minimum.',
  need: 'What you need',
  needs: {
    email: 'An e-mail address that does not have an account here yet',
    number: 'The number your company is registered under, and its VAT number if it has one',
    card: 'The tax identification card, as a PDF or photo',
    id: 'An identity document of the legal representative',
  },
} as const

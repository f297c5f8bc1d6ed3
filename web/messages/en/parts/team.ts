/** A store's company, its members and what each role may do. */
export const team = {
  title: 'Team',
  text: 'People with access to this store. Changes apply immediately.',
  members: 'Members',
  invitations: 'Invited',
  you: 'you',
  role: 'Role',
  roleOf: 'Role of {name}',
  change: 'Change',
  remove: 'Remove',
  removeNamed: 'Remove {name}',
  invite: 'Invite a member',
  inviteText: 'They get a link by e-mail, whether they have an account or not.',
  email: 'E-mail',
  proof: 'Your password, or a code from your app',
  proofShort: 'Your password',
  proofHint: 'Needed for a role that can manage the store or request payouts.',
  send: 'Send the invitation',
  expired: 'expired',
  withdraw: 'Withdraw',
  withdrawNamed: 'Withdraw the invitation for {email}',
  roles: 'What each role can do',
} as const

export const role = {
  owner: { name: 'Owner', text: 'Everything, including the team, the company and additional stores.' },
  catalog: {
    name: 'Catalogue',
    text: 'Manages products and shipping templates. Cannot see orders, because they contain buyers’ addresses.',
  },
  orders: { name: 'Orders', text: 'Sees and ships orders, lowers their prices, sees products.' },
  finance: { name: 'Finance', text: 'Sees the balance and orders.' },
  warehouse: {
    name: 'Warehouse',
    text: 'Sees orders with their prices and ships them. Does not see what the store earns.',
  },
  read_only: { name: 'Read only', text: 'Sees orders, products and the balance. Cannot change anything.' },
} as const

export const company = {
  title: 'Company',
  shownToBuyers: 'Company details shown to buyers',
  shownToBuyersText: 'Shown next to your products and on your store’s page.',
  name: 'Legal name',
  address: 'Head office',
  phone: 'Phone',
  email: 'E-mail',
  register: 'Register',
  vat: 'VAT number',
  incomplete: 'Some details are missing, so nothing can be put on sale. Write to the operators of the marketplace.',
  stores: 'Stores of the company',
  see: 'View',
  notApproved: 'Not approved yet',
  another: 'Open another store',
  anotherText:
    'Your company has already been checked, so we only ask about the store itself. Each store needs its own e-mail address.',
  terms: 'I accept the <terms>terms for sellers</terms> for this store too.',
  apply: 'Open another store',
} as const

export const approval = {
  draft: {
    title: 'You have not submitted your application yet',
    text: 'You can prepare everything. Products cannot go on sale until it is approved.',
  },
  submitted: {
    title: 'Your application is in review',
    text: 'Meanwhile, prepare shipping templates and products. They can go on sale once it is approved.',
  },
  changes_requested: {
    title: 'Your application needs changes',
    text: 'Products cannot go on sale until it is approved.',
  },
  rejected: {
    title: 'Your application was rejected and needs corrections',
    text: 'Products cannot go on sale until it is approved.',
  },
  look: 'View application',
} as const

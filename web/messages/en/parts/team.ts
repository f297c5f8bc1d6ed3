/** A store's company, its members and what each role may do. */
export const team = {
  title: 'Team',
  text: 'Who works for this store. A change holds at once.',
  members: 'Members',
  invitations: 'Invited',
  you: 'you',
  role: 'Role',
  roleOf: 'Role of {name}',
  change: 'Change',
  remove: 'Remove',
  removeNamed: 'Remove {name}',
  invite: 'Invite somebody',
  inviteText: 'They get a link by mail, whether they have an account or not.',
  email: 'E-mail',
  proof: 'Your password, or a code of your app',
  proofShort: 'Your password',
  proofHint: 'For a role that manages the store or pays out.',
  send: 'Send the invitation',
  expired: 'expired',
  withdraw: 'Withdraw',
  withdrawNamed: 'Withdraw the invitation of {email}',
  roles: 'What each role may do',
} as const

export const role = {
  owner: { name: 'Owner', text: 'Everything, and the team, the company and further stores.' },
  catalog: { name: 'Catalog', text: 'Products and delivery terms. Sees no orders: they hold buyers’ addresses.' },
  orders: { name: 'Orders', text: 'Sees and ships orders, lowers prices, sees products.' },
  finance: { name: 'Finance', text: 'Sees the balance and orders.' },
  warehouse: {
    name: 'Warehouse',
    text: 'Sees orders with what they cost, and ships them. Sees nothing of what the store earns.',
  },
  read_only: { name: 'Read only', text: 'Sees orders, products and balance; changes nothing.' },
} as const

export const company = {
  title: 'Company',
  told: 'What buyers are told',
  toldText: 'It stands beside your products and on your store’s page.',
  name: 'Legal name',
  address: 'Head office',
  phone: 'Phone',
  email: 'E-mail',
  register: 'Register',
  vat: 'VAT number',
  incomplete: 'Some of it is missing, so nothing can be put on sale. Write to the market’s operators.',
  stores: 'Stores of the company',
  see: 'See it',
  notApproved: 'Not approved yet',
  another: 'Open another store',
  anotherText: 'Your company is checked already: only the store itself is asked for. Each has its own e-mail address.',
  terms: 'I accept the terms for sellers for this store too.',
  apply: 'Apply for it',
} as const

export const approval = {
  draft: {
    title: 'Your application is not handed in yet',
    text: 'You can prepare everything. Nothing goes on sale before it is approved.',
  },
  submitted: {
    title: 'Your application is being checked',
    text: 'Prepare delivery terms and products meanwhile; they go on sale once it is approved.',
  },
  changes_requested: { title: 'Your application needs changes', text: 'Nothing goes on sale before it is approved.' },
  rejected: { title: 'Your application has to be corrected', text: 'Nothing goes on sale before it is approved.' },
  look: 'See the application',
} as const

/** Texts about operators, and about confirming that it is you. */
export const operators = {
  title: 'Operators',
  text: 'Who works in this console, and what each may do. A change applies from their next click.',
  roles: 'Roles',
  add: 'Add an operator',
  addText: 'They get an e-mail with a link to the console.',
  email: 'E-mail',
  name: 'Name',
  language: 'Language of the e-mail',
  addButton: 'Add operator',
  you: 'You',
  noFactor: 'No second factor',
  seen: 'Last log-in <at></at>',
  notSeen: 'Not logged in',
  change: 'Change…',
  changeOf: 'Roles of {name}',
  changeText: 'The new roles apply from their next click. The change is recorded in the audit log.',
  changeButton: 'Save roles',
  remove: 'Remove…',
  removeOf: 'Remove {name}?',
  removeText: 'They lose access to the console at once. What they did stays recorded, and they can be added again.',
  removeButton: 'Remove {name}',
}

export const operatorRole = {
  review: {
    name: 'Review',
    text: 'Decides on applications, suspends and reopens stores, takes products down.',
  },
  money: { name: 'Money', text: 'Payouts, bank files, journals, trial balance, and the orders they come from.' },
  support: { name: 'Support', text: 'Looks up orders, users and their e-mails.' },
  catalog: { name: 'Catalogue', text: 'Categories, attributes and synonyms; takes products down.' },
  admin: {
    name: 'Administration',
    text: 'Everything, including operators, policies, commission rates and countries.',
  },
}

export const proof = {
  code: 'Two-factor code',
  codeHint: 'From your authenticator app. Asked once, then not again for a while.',
  password: 'Your password',
  passwordHint: 'You have no second factor. In this sandbox your password is enough.',
  none: 'This needs two-factor authentication, which is not set up for your account.',
  setUp: 'Set it up',
}

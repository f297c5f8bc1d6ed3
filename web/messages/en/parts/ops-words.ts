/** What the machine calls by code, in words. Keys are the codes, with `_` for their points. */
export const action = {
  application_start: 'Began an application',
  application_company: 'Saved the company of an application',
  application_representative: 'Saved the representative of an application',
  application_document: 'Added a document to an application',
  application_document_remove: 'Removed a document from an application',
  application_store: 'Saved the store of an application',
  application_submit: 'Handed in an application',
  application_approve: 'Approved an application',
  application_request_changes: 'Requested changes to an application',
  application_reject: 'Rejected an application',
  bank_account_save: 'Named a bank account',
  clock_move: 'Moved the clock',
  demo_begin: 'Began to fill the demo market',
  demo_end: 'Filled the demo market',
  document_read: 'Read a document',
  market_set: 'Changed a country',
  operator_make: 'Became an operator',
  operator_remove: 'Is no operator any more',
  synonyms_add: 'Added synonyms',
  synonyms_change: 'Changed synonyms',
  synonyms_remove: 'Removed synonyms',
  member_invite: 'Invited a member',
  member_uninvite: 'Withdrew an invitation',
  member_join: 'Joined a store',
  member_role: 'Changed a member’s role',
  member_remove: 'Removed a member',
  order_lower_price: 'Lowered an order’s price',
  order_ship: 'Shipped an order',
  payout_request: 'Requested a payout',
  payout_cancel: 'Took back a payout',
  payout_paid: 'Marked a payout as paid',
  payout_returned: 'Marked a payout as returned',
  payout_batch_make: 'Made a batch of payouts',
  payout_batch_approve: 'Approved a batch of payouts',
  payout_batch_take_file: 'Took a batch’s bank file',
  payout_batch_dissolve: 'Took a batch apart',
  policy_set: 'Set a policy value',
  policy_withdraw: 'Withdrew a planned policy value',
  product_create: 'Made a product',
  product_update: 'Changed a product',
  product_publish: 'Put a product on sale',
  product_unlist: 'Took a product off sale',
  product_take_down: 'Took a product down',
  product_put_back: 'Put a product back',
  stock_set: 'Set stock',
  store_open: 'Opened a store',
  store_authorize: 'Let a store into a category',
  store_withdraw_authorization: 'Took back a store’s permission',
  category_add: 'Added a category',
  category_update: 'Changed a category',
  category_assign: 'Made a category ask for an attribute',
  category_unassign: 'Took an attribute from a category',
  rate_set: 'Set a commission rate',
  rate_withdraw: 'Withdrew a planned commission rate',
  template_create: 'Made a shipping template',
  template_update: 'Changed a shipping template',
  template_delete: 'Deleted a shipping template',
  job_start: 'Started an export or other job',
  job_cancel: 'Cancelled a job',
  job_retry: 'Retried a failed job',
  job_download: 'Downloaded an export',
  work_retry: 'Tried failed work again',
} as const

export const deadline = {
  orders_pay_by: 'Close if unpaid',
  orders_ship_by: 'Close if not shipped',
  orders_complete_by: 'Complete by itself',
  orders_track: 'Ask the carrier',
  payments_resolve: 'Ask how a payment ended',
  payments_send_refund: 'Send a refund',
} as const

export const cause = {
  unpaid: 'Not paid in time',
  canceled_by_buyer: 'Canceled by the buyer',
  not_shipped: 'Not shipped in time',
  paid_too_late: 'Paid too late, refunded',
} as const

/** What happened to an order, and through whom. */
export const step = {
  place: 'Placed',
  lower_price: 'Price lowered',
  await_funds: 'Payment in progress',
  fail_payment: 'Payment failed',
  refuse_payment: 'Payment refused',
  pay: 'Paid',
  pay_too_late: 'Paid too late: refunded',
  cancel: 'Canceled',
  expire: 'Closed: not paid in time',
  ship: 'Shipped',
  deliver: 'Delivered',
  miss_shipment: 'Closed: not shipped in time',
  confirm: 'Receipt confirmed',
  complete: 'Completed by itself',
} as const

export const actor = {
  buyer: 'the buyer',
  seller: 'the store',
  operator: 'an operator',
  provider: 'the payment provider',
  carrier: 'the carrier',
  clock: 'the clock',
} as const

export const tracking = {
  accepted: 'Handed to the carrier',
  in_transit: 'On its way',
  out_for_delivery: 'Out for delivery',
  delivered: 'Delivered',
} as const

export const refundReason = {
  not_shipped: 'Not shipped in time',
  paid_too_late: 'Paid too late',
  goodwill: 'Goodwill',
} as const

export const refundState = { ordered: 'Ordered', done: 'Done' } as const

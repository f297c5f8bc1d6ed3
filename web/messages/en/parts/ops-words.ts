/** Names of stored codes. Keys are the codes with `_` for `.`. */
export const action = {
  application_start: 'Started an application',
  application_company: 'Saved the company of an application',
  application_representative: 'Saved the representative of an application',
  application_document: 'Added a document to an application',
  application_document_remove: 'Removed a document from an application',
  application_store: 'Saved the store of an application',
  application_submit: 'Submitted an application',
  application_approve: 'Approved an application',
  application_request_changes: 'Requested changes to an application',
  application_reject: 'Rejected an application',
  bank_account_save: 'Saved a bank account',
  clock_move: 'Advanced the clock',
  demo_begin: 'Started to fill the demo marketplace',
  demo_end: 'Filled the demo marketplace',
  document_read: 'Opened a document',
  market_set: 'Changed a country',
  operator_add: 'Made operator',
  operator_change_roles: 'Changed an operator’s roles',
  operator_remove: 'Removed as operator',
  synonyms_add: 'Added synonyms',
  synonyms_change: 'Changed synonyms',
  synonyms_remove: 'Removed synonyms',
  member_invite: 'Invited a member',
  member_withdraw_invitation: 'Withdrew an invitation',
  member_join: 'Joined a store',
  member_role: 'Changed a member’s role',
  member_remove: 'Removed a member',
  order_lower_price: 'Lowered an order’s price',
  order_ship: 'Shipped an order',
  payout_request: 'Requested a payout',
  payout_cancel: 'Cancelled a payout',
  payout_paid: 'Marked a payout as paid',
  payout_returned: 'Marked a payout as returned',
  payout_batch_create: 'Created a batch of payouts',
  payout_batch_approve: 'Approved a batch of payouts',
  payout_batch_download_file: 'Downloaded a batch’s bank file',
  payout_batch_dissolve: 'Dissolved a batch',
  policy_set: 'Set a policy value',
  policy_withdraw: 'Withdrew a planned policy value',
  product_create: 'Created a product',
  product_update: 'Changed a product',
  product_publish: 'Put a product on sale',
  product_unlist: 'Took a product off sale',
  product_take_down: 'Took a product down',
  product_reinstate: 'Reinstated a product',
  stock_set: 'Set stock',
  store_open: 'Opened a store',
  store_authorize: 'Granted a store permission for a category',
  store_withdraw_authorization: 'Withdrew a store’s permission',
  category_add: 'Added a category',
  category_update: 'Changed a category',
  category_assign: 'Added an attribute to a category',
  category_unassign: 'Removed an attribute from a category',
  rate_set: 'Set a commission rate',
  rate_withdraw: 'Withdrew a planned commission rate',
  template_create: 'Created a shipping template',
  template_update: 'Changed a shipping template',
  template_delete: 'Deleted a shipping template',
  job_start: 'Started an export or other job',
  job_cancel: 'Cancelled a job',
  job_retry: 'Retried a failed job',
  job_download: 'Downloaded an export',
  work_retry: 'Retried failed work',
} as const

export const deadline = {
  orders_pay_by: 'Cancel if unpaid',
  orders_ship_by: 'Cancel if not shipped',
  orders_complete_by: 'Complete automatically',
  orders_track: 'Check tracking',
  payments_resolve: 'Check the result of a payment',
  payments_send_refund: 'Send a refund',
} as const

export const cause = {
  unpaid: 'Not paid in time',
  canceled_by_buyer: 'Cancelled by the buyer',
  not_shipped: 'Not shipped in time',
  paid_too_late: 'Paid too late, refunded',
} as const

/** Transitions of an order and who caused them. */
export const step = {
  place: 'Placed',
  lower_price: 'Price lowered',
  await_funds: 'Payment in progress',
  fail_payment: 'Payment failed',
  refuse_payment: 'Payment refused',
  pay: 'Paid',
  pay_too_late: 'Paid too late: refunded',
  cancel: 'Cancelled',
  expire: 'Cancelled: not paid in time',
  ship: 'Shipped',
  deliver: 'Delivered',
  miss_shipment: 'Cancelled: not shipped in time',
  confirm: 'Receipt confirmed',
  complete: 'Completed automatically',
} as const

export const actor = {
  buyer: 'the buyer',
  seller: 'the store',
  operator: 'an operator',
  provider: 'the payment provider',
  carrier: 'the carrier',
  clock: 'the system',
} as const

export const tracking = {
  accepted: 'Handed to the carrier',
  in_transit: 'In transit',
  out_for_delivery: 'Out for delivery',
  delivered: 'Delivered',
} as const

export const refundReason = {
  not_shipped: 'Not shipped in time',
  paid_too_late: 'Paid too late',
  goodwill: 'Goodwill',
} as const

export const refundState = { ordered: 'In progress', done: 'Done' } as const

import { useTranslations } from 'use-intl'

/** All audited actions: first those of operators, then those of applicants and members. */
export const auditActions = [
  'application.approve',
  'application.request_changes',
  'application.reject',
  'document.read',
  'store.open',
  'store.suspend',
  'store.reopen',
  'store.authorize',
  'store.withdraw_authorization',
  'category.add',
  'category.update',
  'category.assign',
  'category.unassign',
  'rate.set',
  'rate.withdraw',
  'product.take_down',
  'product.reinstate',
  'payout_batch.create',
  'payout_batch.approve',
  'payout_batch.download_file',
  'payout_batch.dissolve',
  'payout.paid',
  'payout.returned',
  'market.set',
  'page.save',
  'page.publish',
  'operator.add',
  'operator.change_roles',
  'operator.remove',
  'synonyms.add',
  'synonyms.change',
  'synonyms.remove',
  'policy.set',
  'policy.withdraw',
  'clock.move',
  'work.retry',
  'job.start',
  'job.cancel',
  'job.retry',
  'job.download',
  'demo.begin',
  'demo.end',
  'application.start',
  'application.company',
  'application.representative',
  'application.document',
  'application.document_remove',
  'application.store',
  'application.submit',
  'product.create',
  'product.update',
  'product.publish',
  'store.settings',
  'details.request',
  'details.approve',
  'details.reject',
  'product.delete',
  'product.duplicate',
  'product.unlist',
  'stock.set',
  'order.ship',
  'order.correct_tracking',
  'order.show_contact',
  'order.lower_price',
  'template.create',
  'template.update',
  'template.delete',
  'bank_account.save',
  'payout.request',
  'payout.cancel',
  'member.invite',
  'member.withdraw_invitation',
  'member.join',
  'member.role',
  'member.remove',
] as const

/** The name of an action in the reader's language; for an unknown one, its code. */
export function useActionName() {
  const t = useTranslations('ops.action')
  return (action: string): string => {
    const key = action.replace('.', '_') as Parameters<typeof t>[0]
    return t.has(key) ? t(key) : action
  }
}

const pages: Readonly<Record<string, string>> = {
  ord: 'orders',
  prd: 'products',
  sto: 'stores',
  app: 'applications',
  bat: 'payouts',
  usr: 'users',
}

/** The page of a subject, if it has one. */
export function subjectPath(id: string): string | null {
  const page = pages[id.split('_')[0]!]
  return page ? `/ops/${page}/${id}` : null
}

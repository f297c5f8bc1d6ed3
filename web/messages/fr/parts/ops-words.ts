import type { Translated } from '../../../kit/i18n.tsx'
import type * as en from '../../en/parts/ops-words.ts'

export const action = {
  application_start: 'A commencé une candidature',
  application_company: 'A enregistré l’entreprise d’une candidature',
  application_representative: 'A enregistré le représentant d’une candidature',
  application_document: 'A ajouté un document à une candidature',
  application_document_remove: 'A retiré un document d’une candidature',
  application_store: 'A enregistré la boutique d’une candidature',
  application_submit: 'A envoyé une candidature',
  application_approve: 'A accepté une candidature',
  application_request_changes: 'A demandé de compléter une candidature',
  application_reject: 'A refusé une candidature',
  bank_account_save: 'A enregistré un compte bancaire',
  clock_move: 'A avancé l’horloge',
  demo_begin: 'A commencé à remplir la place de marché de démonstration',
  demo_end: 'A rempli la place de marché de démonstration',
  document_read: 'A ouvert un document',
  market_set: 'A modifié un pays',
  page_save: 'A enregistré le brouillon d’une page',
  page_publish: 'A publié une page',
  operator_add: 'Nommé opérateur',
  operator_change_roles: 'A modifié les rôles d’un opérateur',
  operator_remove: 'Retiré des opérateurs',
  synonyms_add: 'A ajouté des synonymes',
  synonyms_change: 'A modifié des synonymes',
  synonyms_remove: 'A supprimé des synonymes',
  member_invite: 'A invité un membre',
  member_withdraw_invitation: 'A annulé une invitation',
  member_join: 'A rejoint une boutique',
  member_role: 'A changé le rôle d’un membre',
  member_remove: 'A retiré un membre',
  order_lower_price: 'A baissé le prix d’une commande',
  order_show_contact: 'A consulté l’e-mail d’un acheteur',
  order_ship: 'A expédié une commande',
  order_correct_tracking: 'A corrigé un numéro de suivi',
  payout_request: 'A demandé un virement',
  payout_cancel: 'A annulé un virement',
  payout_paid: 'A marqué un virement comme payé',
  payout_returned: 'A marqué un virement comme renvoyé',
  payout_batch_create: 'A créé un lot de virements',
  payout_batch_approve: 'A approuvé un lot de virements',
  payout_batch_download_file: 'A téléchargé le fichier bancaire d’un lot',
  payout_batch_dissolve: 'A dissous un lot',
  policy_set: 'A modifié une valeur de règle',
  policy_withdraw: 'A annulé une valeur de règle prévue',
  product_create: 'A créé un produit',
  product_update: 'A modifié un produit',
  product_publish: 'A mis un produit en vente',
  product_unlist: 'A retiré un produit de la vente',
  product_take_down: 'A suspendu un produit',
  product_reinstate: 'A rétabli un produit',
  stock_set: 'A modifié un stock',
  store_open: 'A ouvert une boutique',
  store_authorize: 'A accordé à une boutique une autorisation pour une catégorie',
  store_withdraw_authorization: 'A retiré l’autorisation d’une boutique',
  category_add: 'A ajouté une catégorie',
  category_update: 'A modifié une catégorie',
  category_assign: 'A ajouté un attribut à une catégorie',
  category_unassign: 'A retiré un attribut d’une catégorie',
  rate_set: 'A fixé un taux de commission',
  rate_withdraw: 'A annulé un taux de commission prévu',
  template_create: 'A créé un modèle de livraison',
  template_update: 'A modifié un modèle de livraison',
  template_delete: 'A supprimé un modèle de livraison',
  job_start: 'A lancé un export ou une autre tâche',
  job_cancel: 'A annulé une tâche',
  job_retry: 'A relancé une tâche qui avait échoué',
  job_download: 'A téléchargé un export',
  work_retry: 'A relancé ce qui avait échoué',
} satisfies Translated<typeof en.action>

export const deadline = {
  orders_pay_by: 'Annuler si non payée',
  orders_ship_by: 'Annuler si non expédiée',
  orders_complete_by: 'Terminer automatiquement',
  orders_track: 'Vérifier le suivi',
  payments_resolve: 'Vérifier le résultat d’un paiement',
  payments_send_refund: 'Envoyer un remboursement',
} satisfies Translated<typeof en.deadline>

export const cause = {
  unpaid: 'Non payée à temps',
  canceled_by_buyer: 'Annulée par l’acheteur',
  not_shipped: 'Non expédiée à temps',
  paid_too_late: 'Payée trop tard, remboursée',
} satisfies Translated<typeof en.cause>

export const step = {
  place: 'Passée',
  lower_price: 'Prix réduit',
  await_funds: 'Paiement en cours',
  fail_payment: 'Échec du paiement',
  refuse_payment: 'Paiement refusé',
  pay: 'Payée',
  pay_too_late: 'Payée trop tard : remboursée',
  cancel: 'Annulée',
  expire: 'Annulée : non payée à temps',
  ship: 'Expédiée',
  deliver: 'Livrée',
  miss_shipment: 'Annulée : non expédiée à temps',
  confirm: 'Réception confirmée',
  complete: 'Terminée automatiquement',
} satisfies Translated<typeof en.step>

export const actor = {
  buyer: 'l’acheteur',
  seller: 'la boutique',
  operator: 'un opérateur',
  provider: 'le prestataire de paiement',
  carrier: 'le transporteur',
  clock: 'le système',
} satisfies Translated<typeof en.actor>

export const tracking = {
  accepted: 'Remis au transporteur',
  in_transit: 'En transit',
  out_for_delivery: 'En cours de livraison',
  delivered: 'Livré',
} satisfies Translated<typeof en.tracking>

export const refundReason = {
  not_shipped: 'Non expédiée à temps',
  paid_too_late: 'Payée trop tard',
  goodwill: 'Geste commercial',
} satisfies Translated<typeof en.refundReason>

export const refundState = { ordered: 'En cours', done: 'Effectué' } satisfies Translated<typeof en.refundState>

import type { Translated } from '../../../kit/i18n.tsx'
import type * as en from '../../en/parts/ops-words.ts'

export const action = {
  application_start: 'A commencé une demande',
  application_company: 'A enregistré l’entreprise d’une demande',
  application_representative: 'A enregistré le représentant d’une demande',
  application_document: 'A ajouté un document à une demande',
  application_document_remove: 'A retiré un document d’une demande',
  application_store: 'A enregistré la boutique d’une demande',
  application_submit: 'A envoyé une demande',
  application_approve: 'A accepté une demande',
  application_request_changes: 'A demandé un complément',
  application_reject: 'A rejeté une demande',
  bank_account_save: 'A indiqué un compte bancaire',
  clock_move: 'A avancé l’horloge',
  demo_begin: 'A commencé à remplir le marché de démonstration',
  demo_end: 'A rempli le marché de démonstration',
  document_read: 'A lu un document',
  market_set: 'A modifié un pays',
  operator_make: 'Est devenu opérateur',
  operator_remove: 'N’est plus opérateur',
  synonyms_add: 'A ajouté des synonymes',
  synonyms_change: 'A modifié des synonymes',
  synonyms_remove: 'A retiré des synonymes',
  member_invite: 'A invité un membre',
  member_uninvite: 'A annulé une invitation',
  member_join: 'A rejoint une boutique',
  member_role: 'A changé le rôle d’un membre',
  member_remove: 'A retiré un membre',
  order_lower_price: 'A baissé le prix d’une commande',
  order_ship: 'A expédié une commande',
  payout_request: 'A demandé un virement',
  payout_cancel: 'A repris un virement',
  payout_paid: 'A marqué un virement comme payé',
  payout_returned: 'A marqué un virement comme revenu',
  payout_batch_make: 'A fait un lot de virements',
  payout_batch_approve: 'A approuvé un lot de virements',
  payout_batch_take_file: 'A pris le fichier bancaire d’un lot',
  payout_batch_dissolve: 'A défait un lot',
  policy_set: 'A fixé une règle',
  policy_withdraw: 'A retiré une règle prévue',
  product_create: 'A créé un produit',
  product_update: 'A modifié un produit',
  product_publish: 'A mis un produit en vente',
  product_unlist: 'A retiré un produit de la vente',
  product_take_down: 'A retiré un produit d’office',
  product_put_back: 'A rétabli un produit',
  stock_set: 'A fixé un stock',
  store_open: 'A ouvert une boutique',
  store_authorize: 'Boutique autorisée dans une catégorie',
  store_withdraw_authorization: 'Autorisation retirée à une boutique',
  category_add: 'Catégorie ajoutée',
  category_update: 'Catégorie modifiée',
  category_assign: 'Attribut demandé dans une catégorie',
  category_unassign: 'Attribut retiré d’une catégorie',
  rate_set: 'Taux de commission fixé',
  rate_withdraw: 'Taux de commission prévu retiré',
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
  orders_pay_by: 'Clore si impayée',
  orders_ship_by: 'Clore si non expédiée',
  orders_complete_by: 'Terminer d’elle-même',
  orders_track: 'Interroger le transporteur',
  payments_resolve: 'Demander l’issue d’un paiement',
  payments_send_refund: 'Envoyer un remboursement',
} satisfies Translated<typeof en.deadline>

export const cause = {
  unpaid: 'Impayée à temps',
  canceled_by_buyer: 'Annulée par l’acheteur',
  not_shipped: 'Non expédiée à temps',
  paid_too_late: 'Payée trop tard, remboursée',
} satisfies Translated<typeof en.cause>

export const step = {
  place: 'Passée',
  lower_price: 'Prix baissé',
  await_funds: 'Paiement en cours',
  fail_payment: 'Paiement échoué',
  refuse_payment: 'Paiement refusé',
  pay: 'Payée',
  pay_too_late: 'Payée trop tard : remboursée',
  cancel: 'Annulée',
  expire: 'Close : impayée à temps',
  ship: 'Expédiée',
  deliver: 'Livrée',
  miss_shipment: 'Close : non expédiée à temps',
  confirm: 'Réception confirmée',
  complete: 'Terminée d’elle-même',
} satisfies Translated<typeof en.step>

export const actor = {
  buyer: 'l’acheteur',
  seller: 'la boutique',
  operator: 'un opérateur',
  provider: 'le prestataire de paiement',
  carrier: 'le transporteur',
  clock: 'l’horloge',
} satisfies Translated<typeof en.actor>

export const tracking = {
  accepted: 'Remis au transporteur',
  in_transit: 'En route',
  out_for_delivery: 'En livraison',
  delivered: 'Livré',
} satisfies Translated<typeof en.tracking>

export const refundReason = {
  not_shipped: 'Non expédiée à temps',
  paid_too_late: 'Payée trop tard',
  goodwill: 'Geste commercial',
} satisfies Translated<typeof en.refundReason>

export const refundState = { ordered: 'Ordonné', done: 'Fait' } satisfies Translated<typeof en.refundState>

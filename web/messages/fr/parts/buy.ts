import type { Translated } from '../../../kit/i18n.tsx'
import type * as en from '../../en/parts/buy.ts'

export const cart = {
  title: 'Votre panier',
  empty: 'Votre panier est vide',
  emptyText: 'Les articles ajoutés restent ici, même après la connexion.',
  ordered: 'Vous venez de passer une commande.',
  seeOrder: 'Voir votre commande',
  browse: 'Continuer mes achats',
  not_on_sale: 'N’est plus en vente. Retirez-le pour continuer.',
  not_delivered_there: 'N’est pas livré dans ce pays : {country}. Retirez-le ou choisissez un autre pays de livraison.',
  too_few:
    '{count, plural, =0 {Épuisé. Retirez-le pour continuer.} one {Il n’en reste qu’un.} other {Il n’en reste que #.}}',
  unitsOf: 'Quantité de {title}',
  update: 'Mettre à jour',
  remove: 'Retirer',
  removeOf: 'Retirer {title}',
  checkout: 'Passer la commande',
  items: 'Articles',
  shippingTo: 'Livraison ({country})',
  each: '<price></price> l’unité',
  freeGap: 'Plus que {amount} pour la livraison offerte par cette boutique',
  shipping: 'Livraison',
  later: 'calculée à l’étape suivante',
  total: 'Total',
  subtotal: 'Sous-total',
} satisfies Translated<typeof en.cart>

export const checkout = {
  toCart: 'Modifier le panier',
  keepAddress: 'Enregistrer dans mon carnet d’adresses',
  savedAddresses: 'Vos adresses',
  otherAddress: 'Autre adresse',
  title: 'Paiement',
  contact: 'Coordonnées et adresse',
  haveAccount: 'Vous avez un compte ? <link>Se connecter</link>',
  email: 'E-mail',
  emailHint: 'Pour la confirmation et le suivi de votre commande',
  address: 'Adresse de livraison',
  name: 'Nom complet',
  street: 'Rue et numéro',
  more: 'Appartement, étage, société',
  postalCode: 'Code postal',
  city: 'Ville',
  country: 'Pays',
  useAddress: 'Utiliser cette adresse',
  changeAddress: 'Modifier l’adresse',
  delivery: 'Mode de livraison',
  unreachable: '{store} ne livre pas dans ce pays : {country}. Retirez ses articles ou changez d’adresse.',
  problem: {
    not_on_sale: '{title} n’est plus en vente. Retirez-le.',
    not_delivered_there:
      '{title} n’est pas livré dans ce pays : {country}. Retirez-le ou choisissez une autre adresse.',
    too_few: '{title} : {count, plural, =0 {épuisé} other {plus que # en stock}}. Modifiez votre panier.',
  },
  standard: 'Standard',
  express: 'Express',
  arrives: 'Livraison prévue : {days}',
  remove: 'Retirer',
  removeOf: 'Retirer {title}',
  legal:
    'En commandant, vous acceptez les <terms>conditions d’utilisation</terms>. Vous pouvez vous <withdrawal>rétracter</withdrawal> dans les 14 jours suivant la réception. <privacy>Confidentialité</privacy>',
  free: 'offerte',
  useService: 'Choisir ce mode de livraison',
  payment: 'Paiement',
  escrow: 'Nous conservons votre paiement jusqu’à l’arrivée des articles ; les boutiques ne sont payées qu’ensuite.',
  pay: 'Commander et payer <total></total>',
  summary: 'Votre achat',
} satisfies Translated<typeof en.checkout>

export const payment = {
  with: 'Payer avec',
  stripe: {
    name: 'Carte et autres moyens de paiement',
    text: 'Sur la page sécurisée de notre prestataire de paiement',
  },
  card_ok: { name: 'Carte de test •••• 4242', text: 'Acceptée' },
  card_refused: { name: 'Carte de test •••• 0002', text: 'Refusée' },
  card_pending: { name: 'Carte de test •••• 0077', text: 'Acceptée après quelques instants' },
  card_redirect: { name: 'Carte de test •••• 3155', text: 'Demande une validation auprès de la banque' },
} satisfies Translated<typeof en.payment>

export const purchase = {
  title: 'Votre achat',
  thanks: 'Merci',
  paid: '<total></total> payés. Les boutiques sont prévenues et un e-mail de confirmation vous a été envoyé.',
  waiting: 'Votre banque n’a pas encore confirmé le paiement',
  waitingText:
    'Cette page se met à jour dès que c’est fait. Vous pouvez aussi la quitter : nous vous enverrons un e-mail.',
  bank: 'Votre banque doit confirmer ce paiement',
  toBank: 'Aller sur le site de la banque',
  bankText: 'Validez-y le paiement ; vous reviendrez ensuite ici automatiquement.',
  refused: 'La carte a été refusée. Rien n’a été débité ; payez avec une autre carte avant la fin du délai.',
  pay: 'Payer',
  payNow: 'Payer <total></total>',
  account: {
    title: 'Créer un compte avec cet e-mail',
    text: 'Suivez cette commande et retrouvez vos adresses la prochaine fois. Nous envoyons un code à {email} pour confirmer que cette adresse est la vôtre.',
    password: 'Mot de passe',
    hint: 'Laissez vide pour vous connecter avec des codes envoyés par e-mail.',
    create: 'Créer le compte',
  },
} satisfies Translated<typeof en.purchase>

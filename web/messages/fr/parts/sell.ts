import type { Translated } from '../../../kit/i18n.tsx'
import type { sell as en } from '../../en/parts/sell.ts'

export const sell = {
  title: 'Vendre sur Fondaco',
  heading: 'Ouvrez votre boutique sur Fondaco',
  terms: 'Conditions pour les vendeurs',
  text: 'Vous gardez votre nom, vos prix et vos conditions de livraison. Les acheteurs trouvent vos produits à côté de ceux d’autres boutiques et ne paient qu’une fois.',
  start: 'Ouvrir une boutique',
  resume: 'Reprendre une candidature',
  commission: 'Commission',
  commissionText:
    'Sur le prix des produits vendus, TVA comprise, hors livraison. Vous ne payez rien avant votre première vente.',
  days: '{days, plural, one {# jour} other {# jours}}',
  release: 'Quand vous êtes payé',
  releaseText:
    'Au plus tard après la livraison, plus tôt si l’acheteur confirme la réception. D’ici là, nous conservons le paiement.',
  fee: 'Frais fixes',
  noFee: 'Aucun',
  noFeeText: 'Ni pour s’inscrire, ni pour proposer des produits, ni pour partir.',
  how: 'Comment ça marche',
  steps: {
    signUp: { title: 'Inscrivez-vous', text: 'Pays, e-mail et mot de passe. Un code confirme l’adresse.' },
    tell: {
      title: 'Présentez votre entreprise',
      text: 'Entreprise, représentant, documents. Vous pouvez vous arrêter et revenir.',
    },
    review: {
      title: 'Nous examinons votre candidature',
      text: 'Si quelque chose ne va pas, nous vous disons quoi et vous corrigez.',
    },
    sell: {
      title: 'Vendez',
      text: 'En attendant, préparez vos modèles de livraison et vos produits. Mettez-les en vente une fois la candidature acceptée.',
    },
  },
  who: 'Qui peut vendre',
  whoText: 'Sociétés et entreprises individuelles immatriculées fiscalement dans ces pays :',
  others: 'Les autres pays ne sont pas encore acceptés.',
  payouts: 'Être payé',
  payoutsText:
    'Nous virons vers les banques de tous ces pays. Un virement coûte {sepa} vers une banque de l’espace SEPA (la plupart des pays d’Europe) et {international} vers une autre banque. Il n’y a pas de minimum.',
  need: 'Ce qu’il vous faut',
  needs: {
    email: 'Une adresse e-mail qui n’est liée à aucun compte ici',
    number: 'Le numéro d’immatriculation de votre entreprise, et son numéro de TVA si elle en a un',
    card: 'La carte d’identification fiscale, en PDF ou en photo',
    id: 'Une pièce d’identité du représentant légal',
  },
} satisfies Translated<typeof en>

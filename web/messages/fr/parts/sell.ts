import type { Translated } from '../../../kit/i18n.tsx'
import type { sell as en } from '../../en/parts/sell.ts'

export const sell = {
  title: 'Vendre sur Fondaco',
  heading: 'Ouvrez votre boutique parmi des vendeurs indépendants',
  text: 'Vous gardez votre nom, vos prix et vos conditions de livraison. Les acheteurs vous trouvent à côté d’autres et paient une seule fois.',
  start: 'Ouvrir une boutique',
  resume: 'Reprendre une demande',
  commission: 'Commission',
  commissionText: 'Du prix des articles vendus, TVA comprise, hors livraison. Rien n’est dû avant la première vente.',
  days: '{days, plural, one {# jour} other {# jours}}',
  release: 'Votre argent',
  releaseText: 'Après la livraison au plus tard, plus tôt si l’acheteur confirme. D’ici là, nous le gardons.',
  fee: 'Frais fixes',
  noFee: 'Aucun',
  noFeeText: 'Ni pour s’inscrire, ni pour proposer des produits, ni pour partir.',
  how: 'Comment ça se passe',
  steps: {
    signUp: { title: 'Inscrivez-vous', text: 'Pays, e-mail, mot de passe ; un code confirme l’adresse.' },
    tell: {
      title: 'Dites qui vous êtes',
      text: 'Entreprise, représentant, documents. Vous pouvez vous arrêter et revenir.',
    },
    review: {
      title: 'Une personne vérifie',
      text: 'Si quelque chose ne va pas, nous disons quoi, et vous corrigez.',
    },
    sell: {
      title: 'Vendez',
      text: 'Préparez livraison et produits entre-temps ; mettez-les en vente une fois accepté.',
    },
  },
  who: 'Qui peut vendre',
  whoText: 'Sociétés et entreprises individuelles immatriculées fiscalement dans ces pays :',
  others: 'Les autres pays ne sont pas encore ouverts.',
  need: 'Ce qu’il vous faut',
  needs: {
    email: 'Une adresse e-mail qui n’a pas encore de compte ici',
    number: 'Le numéro de votre entreprise, et son numéro de TVA si elle en a un',
    card: 'La carte d’identification fiscale, en PDF ou en photo',
    id: 'Une pièce d’identité du représentant légal',
  },
} satisfies Translated<typeof en>

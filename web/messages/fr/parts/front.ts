import type { Translated } from '../../../kit/i18n.tsx'
import type * as en from '../../en/parts/front.ts'

export const footer: Translated<typeof en.footer> = {
  help: 'Aide',
  track: 'Suivre une commande',
  helpCenter: 'Livraison, retours et remboursements',
  withdrawal: 'Se rétracter d’un contrat',
  contact: 'Nous contacter',
  buying: 'Acheter ici',
  departments: 'Toutes les catégories',
  newest: 'Nouveautés',
  selling: 'Vendre',
  sellerTerms: 'Conditions pour les vendeurs',
  sellerCenter: 'Espace vendeur',
  legal: 'Informations légales',
  imprint: 'Mentions légales',
  terms: 'Conditions d’utilisation',
  privacy: 'Confidentialité',
  cookies: 'Cookies',
  cookieSettings: 'Gérer les cookies',
  vat: 'Tous les prix s’entendent TVA comprise. © {year} Fondaco',
}

export const home: Translated<typeof en.home> = {
  title: 'Fondaco : de nombreux vendeurs, une seule place de marché',
  heading:
    '{count, plural, =0 {Des boutiques indépendantes, un seul panier} one {Une boutique indépendante} other {# boutiques indépendantes, un seul panier}}',
  text: 'Mode, maison et cadeaux, livrés dans votre pays ({country}). La boutique n’est payée qu’à l’arrivée de votre colis.',
  shopNew: 'Voir les nouveautés',
  allDepartments: 'Toutes les catégories',
  items: '{count, plural, one {# article} other {# articles}}',
  promises: {
    payment: { title: 'Paiement protégé', text: 'Gardé jusqu’à l’arrivée du colis' },
    withdrawal: { title: '14 jours pour changer d’avis', text: 'Dans toutes les boutiques' },
    delivery: { title: 'Prix et date de livraison', text: 'Affichés avant la commande' },
    sellers: { title: 'Vendeurs vérifiés', text: 'Nom et adresse sur chaque article' },
  },
  departments: 'Nos rayons',
  allCategories: 'Toutes les catégories',
  newIn: 'Nouveautés livrées dans votre pays ({country})',
  all: 'Voir tout',
  empty: 'La place de marché ouvre bientôt',
  emptyText: 'Aucun article n’est encore en vente.',
  noneThere: 'Aucune nouveauté n’est livrée dans ce pays : {country}',
  noneThereText: 'Choisissez un autre pays ci-dessous ou cherchez parmi les articles plus anciens.',
  stores: 'Boutiques à découvrir',
  storeLine: '{country} · {count, plural, one {# article} other {# articles}}',
}

export const assurances: Translated<typeof en.assurances> = {
  payment: {
    title: 'Paiement protégé',
    line: 'Nous gardons votre paiement jusqu’à l’arrivée de votre colis.',
    text: 'La boutique est payée quand vous confirmez la réception, ou {days, plural, one {# jour} other {# jours}} après la livraison. Si elle n’expédie pas à temps, vous êtes intégralement remboursé.',
  },
  withdrawal: {
    title: '14 jours pour changer d’avis',
    line: 'Sans avoir à vous justifier.',
    text: 'Vous pouvez vous rétracter dans les 14 jours suivant la réception de l’article. Le retour est à vos frais, sauf si la boutique offre les retours. Les produits d’hygiène descellés et les articles faits sur mesure sont exclus.',
  },
  guarantee: {
    title: 'Garantie légale : au moins 2 ans',
    line: 'Si l’article est défectueux, la boutique le répare, le remplace ou le rembourse.',
    text: 'Le droit de l’Union européenne rend tout vendeur responsable des défauts présents à la réception de l’article et apparus dans les deux ans.',
  },
}

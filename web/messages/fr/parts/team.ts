import type { Translated } from '../../../kit/i18n.tsx'
import type * as en from '../../en/parts/team.ts'

export const team = {
  title: 'Équipe',
  text: 'Qui travaille pour cette boutique. Un changement vaut tout de suite.',
  members: 'Membres',
  invitations: 'Invités',
  you: 'vous',
  role: 'Rôle',
  roleOf: 'Rôle de {name}',
  change: 'Changer',
  remove: 'Retirer',
  removeNamed: 'Retirer {name}',
  invite: 'Inviter quelqu’un',
  inviteText: 'La personne reçoit un lien par e-mail, qu’elle ait un compte ou non.',
  email: 'E-mail',
  proof: 'Votre mot de passe, ou un code de votre application',
  proofShort: 'Votre mot de passe',
  proofHint: 'Pour un rôle qui gère la boutique ou demande des virements.',
  send: 'Envoyer l’invitation',
  expired: 'expirée',
  withdraw: 'Annuler',
  withdrawNamed: 'Annuler l’invitation de {email}',
  roles: 'Ce que chaque rôle permet',
} satisfies Translated<typeof en.team>

export const role = {
  owner: { name: 'Propriétaire', text: 'Tout, et l’équipe, l’entreprise et d’autres boutiques.' },
  catalog: {
    name: 'Catalogue',
    text: 'Produits et conditions de livraison. Ne voit pas les commandes : elles portent les adresses des acheteurs.',
  },
  orders: { name: 'Commandes', text: 'Voit et expédie les commandes, baisse les prix, voit les produits.' },
  finance: { name: 'Finances', text: 'Voit le solde et les commandes.' },
  warehouse: {
    name: 'Entrepôt',
    text: 'Voit les commandes avec leur prix et les expédie. Ne voit rien de ce que gagne la boutique.',
  },
  read_only: { name: 'Lecture seule', text: 'Voit commandes, produits et solde ; ne change rien.' },
} satisfies Translated<typeof en.role>

export const company = {
  title: 'Entreprise',
  told: 'Ce que lisent les acheteurs',
  toldText: 'C’est affiché près de vos produits et sur la page de la boutique.',
  name: 'Dénomination',
  address: 'Siège',
  phone: 'Téléphone',
  email: 'E-mail',
  register: 'Registre',
  vat: 'Numéro de TVA',
  incomplete: 'Il manque des informations : rien ne peut être mis en vente. Écrivez aux opérateurs du marché.',
  stores: 'Boutiques de l’entreprise',
  see: 'La voir',
  notApproved: 'Pas encore acceptée',
  another: 'Ouvrir une autre boutique',
  anotherText:
    'Votre entreprise est déjà vérifiée : seule la boutique est demandée. Chacune a sa propre adresse e-mail.',
  terms: 'J’accepte les conditions des vendeurs pour cette boutique aussi.',
  apply: 'La demander',
} satisfies Translated<typeof en.company>

export const approval = {
  draft: {
    title: 'Votre demande n’est pas encore envoyée',
    text: 'Tout peut être préparé. Rien n’est mis en vente avant son acceptation.',
  },
  submitted: {
    title: 'Votre demande est en cours d’examen',
    text: 'Préparez livraison et produits ; ils seront mis en vente une fois la demande acceptée.',
  },
  changes_requested: {
    title: 'Votre demande est à compléter',
    text: 'Rien n’est mis en vente avant son acceptation.',
  },
  rejected: {
    title: 'Votre demande est à corriger',
    text: 'Rien n’est mis en vente avant son acceptation.',
  },
  look: 'Voir la demande',
} satisfies Translated<typeof en.approval>

import type { Translated } from '../../../kit/i18n.tsx'
import type * as en from '../../en/parts/team.ts'

export const team = {
  title: 'Équipe',
  text: 'Les personnes qui ont accès à cette boutique. Les modifications s’appliquent immédiatement.',
  members: 'Membres',
  invitations: 'Invités',
  you: 'vous',
  role: 'Rôle',
  roleOf: 'Rôle de {name}',
  change: 'Modifier',
  remove: 'Retirer',
  removeNamed: 'Retirer {name}',
  invite: 'Inviter un membre',
  inviteText: 'La personne reçoit un lien par e-mail, qu’elle ait un compte ou non.',
  email: 'E-mail',
  proof: 'Votre mot de passe, ou un code de votre application',
  proofShort: 'Votre mot de passe',
  proofHint: 'Nécessaire pour un rôle qui peut gérer la boutique ou demander des virements.',
  send: 'Envoyer l’invitation',
  expired: 'expirée',
  withdraw: 'Annuler',
  withdrawNamed: 'Annuler l’invitation de {email}',
  roles: 'Ce que chaque rôle permet',
} satisfies Translated<typeof en.team>

export const role = {
  owner: { name: 'Propriétaire', text: 'Tout, y compris l’équipe, l’entreprise et d’autres boutiques.' },
  catalog: {
    name: 'Catalogue',
    text: 'Gère les produits et les modèles de livraison. Ne voit pas les commandes, car elles contiennent les adresses des acheteurs.',
  },
  orders: { name: 'Commandes', text: 'Voit et expédie les commandes, baisse les prix, voit les produits.' },
  finance: { name: 'Finances', text: 'Voit le solde et les commandes.' },
  warehouse: {
    name: 'Entrepôt',
    text: 'Voit les commandes avec leur prix et les expédie. Ne voit pas ce que gagne la boutique.',
  },
  read_only: { name: 'Lecture seule', text: 'Voit les commandes, les produits et le solde. Ne peut rien modifier.' },
} satisfies Translated<typeof en.role>

export const company = {
  settings: 'Boutique',
  settingsText: 'Les modifications s’appliquent immédiatement.',
  logo: 'Logo',
  banner: 'Bannière de votre page',
  about: 'À propos de la boutique',
  aboutHint: 'Affiché sur la page de votre boutique.',
  phoneHint: 'Celui de l’entreprise : il change pour toutes ses boutiques.',
  save: 'Enregistrer',
  details: 'Informations vérifiées',
  detailsText:
    'Notre équipe vérifie toute modification avant qu’elle ne s’applique. Les factures et commandes existantes gardent les anciennes informations.',
  requestChange: 'Demander une modification',
  latinHint: 'Seulement si la dénomination est dans une autre écriture : comme votre banque l’écrit.',
  note: 'Remarque pour notre équipe',
  request: 'Envoyer la demande',
  open: 'En attente de notre équipe',
  approved: 'Votre dernière modification a été acceptée',
  rejected: 'Votre dernière modification a été refusée',
  field: {
    name: 'Nom de la boutique',
    legal_name: 'Dénomination sociale',
    latin_name: 'Nom en caractères latins',
    line1: 'Siège social : rue',
    postal_code: 'Code postal',
    city: 'Ville',
    vat_number: 'Numéro de TVA',
    register_number: 'Numéro de registre',
  },
  title: 'Paramètres',
  shownToBuyers: 'Informations affichées aux acheteurs',
  shownToBuyersText: 'Affichées à côté de vos produits et sur la page de votre boutique.',
  name: 'Dénomination sociale',
  address: 'Siège social',
  phone: 'Téléphone',
  email: 'E-mail',
  register: 'Registre',
  vat: 'Numéro de TVA',
  incomplete:
    'Il manque des informations : rien ne peut être mis en vente. Écrivez aux opérateurs de la place de marché.',
  stores: 'Boutiques de l’entreprise',
  see: 'Voir la boutique',
  notApproved: 'Pas encore acceptée',
  another: 'Ouvrir une autre boutique',
  anotherText:
    'Votre entreprise a déjà été vérifiée : nous ne demandons que les informations de la boutique. Chaque boutique a besoin de sa propre adresse e-mail.',
  terms: 'J’accepte les <terms>conditions pour les vendeurs</terms> pour cette boutique aussi.',
  apply: 'Ouvrir une autre boutique',
} satisfies Translated<typeof en.company>

export const approval = {
  draft: {
    title: 'Votre candidature n’est pas encore envoyée',
    text: 'Vous pouvez tout préparer. Aucun produit ne peut être mis en vente avant l’acceptation de votre candidature.',
  },
  submitted: {
    title: 'Votre candidature est en cours d’examen',
    text: 'En attendant, préparez vos modèles de livraison et vos produits. Ils pourront être mis en vente une fois la candidature acceptée.',
  },
  changes_requested: {
    title: 'Votre candidature est à compléter',
    text: 'Aucun produit ne peut être mis en vente avant son acceptation.',
  },
  rejected: {
    title: 'Votre candidature a été refusée et doit être corrigée',
    text: 'Aucun produit ne peut être mis en vente avant son acceptation.',
  },
  look: 'Voir la candidature',
} satisfies Translated<typeof en.approval>

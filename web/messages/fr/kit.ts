import type { Translated } from '../../kit/i18n.tsx'
import type en from '../en/kit.ts'

export default {
  error: {
    again: 'Réessayer',
    home: 'Aller à l’accueil',
    notFound: { title: 'Page introuvable', text: 'Elle a peut-être été déplacée ou n’est plus disponible.' },
    forbidden: { title: 'Accès réservé', text: 'Vous êtes connecté, mais cette page ne vous est pas ouverte.' },
    unavailable: {
      title: 'De retour dans un instant',
      text: 'Nous ne pouvons pas répondre pour le moment. Rien n’est perdu.',
    },
    offline: { title: 'Vous êtes hors ligne', text: 'Cette page se rechargera dès le retour de la connexion.' },
    broken: { title: 'Une erreur est survenue', text: 'Elle vient de nous et a été enregistrée. Réessayez.' },
  },
  prefs: { language: 'Langue', theme: 'Thème', system: 'Comme l’appareil', light: 'Clair', dark: 'Sombre' },
  toast: { close: 'Fermer l’avis' },
  shell: {
    skip: 'Aller au contenu',
    navigation: 'Navigation',
    openNavigation: 'Ouvrir la navigation',
    closeNavigation: 'Fermer la navigation',
    account: 'Compte',
    logIn: 'Se connecter',
    logOut: 'Se déconnecter',
    market: 'Vers la boutique',
    sellerCenter: 'Espace vendeur',
    opsConsole: 'Console d’exploitation',
    switchStore: 'Changer de boutique',
    clockMoved: 'L’horloge de la plateforme a été déplacée. Il est',
  },
} as const satisfies Translated<typeof en>

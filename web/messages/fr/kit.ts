import type { Translated } from '../../kit/i18n.tsx'
import type en from '../en/kit.ts'

export default {
  error: {
    again: 'Réessayer',
    home: 'Aller à l’accueil',
    notFound: { title: 'Page introuvable', text: 'Elle a peut-être été déplacée ou n’est plus disponible.' },
    forbidden: { title: 'Accès réservé', text: 'Vous êtes connecté, mais votre rôle ne donne pas accès à cette page.' },
    unavailable: {
      title: 'De retour dans un instant',
      text: 'Nous ne pouvons pas répondre pour le moment. Rien n’a été perdu.',
    },
    offline: { title: 'Vous êtes hors ligne', text: 'Cette page se rechargera dès le retour de la connexion.' },
    unreachable: {
      title: 'Serveur injoignable',
      text: 'La connexion ou notre serveur n’a pas répondu. Réessayez dans un instant.',
    },
    broken: { title: 'Une erreur est survenue', text: 'L’erreur vient de nous et a été enregistrée. Réessayez.' },
  },
  prefs: { language: 'Langue', theme: 'Thème', system: 'Comme l’appareil', light: 'Clair', dark: 'Sombre' },
  forms: {
    optional: 'facultatif',
    less: 'Un de moins',
    more: 'Un de plus',
    loggedInAgain:
      'Vous êtes de nouveau connecté. Rien n’est encore enregistré : envoyez le formulaire une nouvelle fois.',
    sessionOver:
      'Vous êtes déconnecté, rien n’a été enregistré. Votre saisie est toujours là : connectez-vous, puis renvoyez-la.',
    unreachable:
      'Serveur injoignable : l’enregistrement n’est pas confirmé. Votre saisie est conservée ; vous pouvez la renvoyer sans risque.',
    notAnAmount: 'Saisissez un montant comme 12,50.',
    choose: 'Choisir',
    clear: 'Effacer',
    open: 'Voir la liste',
    nothing: 'Aucun résultat.',
  },
  money: { before: 'Avant' },
  navigation: {
    breadcrumbs: 'Fil d’Ariane',
    pages: 'Pages',
    page: 'Page {page}',
    previous: 'Précédent',
    next: 'Suivant',
    toStart: 'Première page',
  },
  rating: { label: '{figure} étoiles sur 5', reviews: 'avis' },
  timeline: {
    done: 'terminée',
    failed: 'échouée',
    current: 'étape actuelle',
    future: 'à venir',
    by: 'par <actor></actor>',
  },
  time: { days: 'j', hours: 'h', minutes: 'min', seconds: 's', late: 'en retard de {time}' },
  toast: { close: 'Fermer la notification' },
  consent: {
    title: 'Cookies',
    text: 'Nous ne déposons que les cookies nécessaires : votre session, la langue, le pays de livraison et cette réponse. Pouvons-nous aussi mémoriser dans ce navigateur les articles que vous avez consultés ?',
    needed: 'Nécessaires uniquement',
    all: 'Autoriser',
  },
  shell: {
    skip: 'Aller au contenu',
    navigation: 'Navigation',
    openNavigation: 'Ouvrir la navigation',
    closeNavigation: 'Fermer la navigation',
    settings: 'Compte et sécurité',
    account: 'Compte',
    logIn: 'Se connecter',
    logOut: 'Se déconnecter',
    market: 'Voir la place de marché',
    sellerCenter: 'Espace vendeur',
    opsConsole: 'Console d’exploitation',
    switchStore: 'Changer de boutique',
    sandboxClock: 'Bac à sable : heure de la plateforme',
    clockMoved: 'L’horloge de la plateforme a été avancée. Nous sommes le',
  },
} as const satisfies Translated<typeof en>

export const pages = {
  titles: {
    imprint: 'Mentions légales',
    terms: 'Conditions générales d’achat',
    'seller-terms': 'Conditions pour les vendeurs',
    privacy: 'Données personnelles',
    cookies: 'Cookies',
    withdrawal: 'Droit de rétractation',
    help: 'Aide',
    contact: 'Contact',
  },
  version: 'Version {version, number}',
  others: 'Autres versions',
  old: 'Cette version n’est pas celle en vigueur.',
  toCurrent: 'Voir la version actuelle',
  cookieList: {
    choice: 'Votre choix',
    none: 'Vous n’avez pas encore choisi. D’ici là, seuls les cookies nécessaires sont déposés.',
    needed: 'Seuls les cookies nécessaires sont déposés.',
    all: 'Les articles que vous consultez sont mémorisés dans ce navigateur.',
    onlyNeeded: 'Nécessaires uniquement',
    allow: 'Tout autoriser',
    list: 'Les cookies que nous déposons',
    prefix:
      'Sur une connexion chiffrée, chaque nom commence par « __Host- ». Nous ne déposons aucun cookie d’autres sociétés.',
  },
}

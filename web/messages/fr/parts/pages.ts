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
    cookies: {
      fondaco_session:
        'Nécessaire. Maintient votre connexion et conserve votre panier. Supprimé à la déconnexion ou à la fin de la session.',
      lang: 'Nécessaire dès que vous choisissez une langue : la mémorise. Un an.',
      country: 'Nécessaire dès que vous choisissez un pays de livraison : le mémorise. Un an.',
      theme: 'Nécessaire dès que vous choisissez l’affichage clair ou sombre : le mémorise. Un an.',
      consent: 'Nécessaire. Mémorise votre choix concernant les cookies. 180 jours.',
      code: 'Nécessaire pendant une connexion ou une inscription par code : associe le code à ce navigateur. Supprimé ensuite.',
      flash: 'Nécessaire. Transmet un message comme « Enregistré » à la page suivante. Une minute.',
      jobs_seen:
        'Nécessaire aux vendeurs et aux opérateurs : mémorise les exports terminés que vous avez vus. 30 jours.',
      seen: 'Facultatif, uniquement avec votre accord. Mémorise les articles consultés. 30 jours.',
    },
  },
}

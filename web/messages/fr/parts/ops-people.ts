/** Textes sur les opérateurs, et sur la confirmation de l’identité. */
export const operators = {
  title: 'Opérateurs',
  text: 'Les personnes qui travaillent dans cette console et leurs droits. Un changement s’applique dès leur prochain clic.',
  roles: 'Rôles',
  add: 'Ajouter un opérateur',
  addText: 'Cette personne reçoit un e-mail avec un lien vers la console.',
  email: 'E-mail',
  name: 'Nom',
  language: 'Langue de l’e-mail',
  addButton: 'Ajouter l’opérateur',
  you: 'Vous',
  noFactor: 'Sans second facteur',
  seen: 'Dernière connexion <at></at>',
  notSeen: 'Pas de connexion',
  change: 'Modifier…',
  changeOf: 'Rôles de {name}',
  changeText:
    'Les nouveaux rôles s’appliquent dès le prochain clic de cette personne. Le changement figure dans le journal d’audit.',
  changeButton: 'Enregistrer les rôles',
  remove: 'Retirer…',
  removeOf: 'Retirer {name} ?',
  removeText:
    'Cette personne perd aussitôt l’accès à la console. Ses actions restent consignées, et elle peut être ajoutée de nouveau.',
  removeButton: 'Retirer {name}',
}

export const operatorRole = {
  review: {
    name: 'Contrôle',
    text: 'Statue sur les candidatures, suspend et rouvre les boutiques, retire des produits.',
  },
  money: {
    name: 'Finances',
    text: 'Virements, fichiers bancaires, écritures, balance, et les commandes dont ils proviennent.',
  },
  support: { name: 'Assistance', text: 'Consulte les commandes, les utilisateurs et leurs e-mails.' },
  catalog: { name: 'Catalogue', text: 'Catégories, attributs et synonymes ; retire des produits.' },
  admin: {
    name: 'Administration',
    text: 'Tout, y compris les opérateurs, les règles, les commissions et les pays.',
  },
}

export const proof = {
  code: 'Code à deux facteurs',
  codeHint: 'De votre application d’authentification. Demandé une fois, puis plus pendant un moment.',
  password: 'Votre mot de passe',
  passwordHint: 'Vous n’avez pas de second facteur. Dans ce bac à sable, votre mot de passe suffit.',
  none: 'Cette action demande l’authentification à deux facteurs, qui n’est pas activée sur votre compte.',
  setUp: 'L’activer',
}

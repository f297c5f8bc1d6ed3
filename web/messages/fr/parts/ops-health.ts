import type { Translated } from '../../../kit/i18n.tsx'
import type * as en from '../../en/parts/ops-health.ts'

export const health = {
  title: 'Santé',
  text: 'Version {version}, Node {node}.',
  verdicts: { ok: 'Bien', warn: 'À voir bientôt', bad: 'À voir tout de suite' },
  checks: {
    database: 'PostgreSQL',
    worker: 'Exécutant',
    events: 'Événements',
    deadlines: 'Échéances',
    mails: 'Courriels',
    disk: 'Disque',
    books: 'Livres',
  },
  database: 'Version {version}, {size} de données, {used, number} connexions sur {max, number}',
  seen: 'Dernier signe <at></at>, en version {version} depuis <since></since>',
  noWorker: 'Aucun exécutant n’a donné signe depuis un jour : rien n’arrive à échéance, aucun courriel ne part.',
  waiting: '{count, plural, =0 {Rien n’attend} one {# attend} other {# attendent}}',
  failed: '{count, plural, one {# échec} other {# échecs}}',
  unknown:
    '{count, plural, one {# est d’un type inconnu de cette version et attend} other {# sont d’un type inconnu de cette version et attendent}} un exécutant qui le connaît.',
  since: 'le plus ancien depuis <at></at>',
  noMailServer: 'Aucun serveur de courriel n’est configuré : les courriels restent ici pour être lus.',
  retry: 'Réessayer maintenant',
  retryNamed: 'Réessayer maintenant : {what}',
  look: 'Voir',
  disk: '{free} libres sur {total}',
  checked: 'Recalculés <at></at> : {faults, plural, =0 {aucun écart} one {# écart} other {# écarts}}.',
  neverChecked: 'Pas encore vérifiés.',
  sealedThrough: 'Jours scellés jusqu’au {day}.',
  unsealed: '{count, plural, =0 {Aucune entrée n’attend} one {# entrée attend} other {# entrées attendent}} la chaîne.',
} satisfies Translated<typeof en.health>

import type { Translated } from '../../../kit/i18n.tsx'
import type * as en from '../../en/parts/ops-health.ts'

export const health = {
  title: 'État du système',
  text: 'Version {version}, Node {node}.',
  verdicts: { ok: 'OK', warn: 'Attention', bad: 'Critique' },
  checks: {
    database: 'PostgreSQL',
    worker: 'Processus d’arrière-plan',
    events: 'Événements',
    deadlines: 'Échéances',
    mails: 'E-mails',
    disk: 'Disque',
    books: 'Livres',
  },
  database: 'Version {version}, {size} de données, {used, number} connexions sur {max, number}',
  seen: 'Dernier signal <at></at>, en version {version} depuis <since></since>',
  noWorker:
    'Aucun processus d’arrière-plan n’a tourné depuis au moins un jour : les échéances ne sont pas traitées et aucun e-mail n’est envoyé.',
  waiting: '{count, plural, =0 {Aucun en attente} one {# en attente} other {# en attente}}',
  failed: '{count, plural, one {# échec} other {# échecs}}',
  unknown:
    '{count, plural, one {# est d’un type inconnu de cette version et attend} other {# sont d’un type inconnu de cette version et attendent}} un processus d’arrière-plan plus récent.',
  since: 'le plus ancien depuis <at></at>',
  noMailServer: 'Aucun serveur de messagerie n’est configuré : les e-mails sont conservés ici et peuvent être lus.',
  retry: 'Réessayer maintenant',
  retryNamed: 'Réessayer maintenant : {what}',
  look: 'Voir',
  disk: '{free} libres sur {total}',
  checked: 'Recalculés <at></at> : {faults, plural, =0 {aucun écart} one {# écart} other {# écarts}}.',
  neverChecked: 'Pas encore vérifiés.',
  sealedThrough: 'Scellé jusqu’au {day}.',
  unsealed: '{count, plural, =0 {Aucune entrée} one {# entrée} other {# entrées}} à sceller.',
} satisfies Translated<typeof en.health>

import type { Translated } from '../../kit/i18n.tsx'
import type en from '../en/refusals.ts'

export default {
  unknown: 'L’opération a été refusée ({code}).',
  'field.missing': 'Remplissez ce champ.',
  'field.invalid': 'Vérifiez votre saisie.',
  'request.invalid': 'Ce formulaire contient encore une erreur.',
  'request.not_signed_in': 'Connectez-vous d’abord.',
  'request.forbidden': 'Votre rôle ne le permet pas.',
  'request.cross_site': 'Ce formulaire a été envoyé depuis un autre site.',
  'request.not_found': 'Ceci n’existe plus.',
  'request.too_large': 'C’est trop volumineux.',
  'request.unsupported': 'Ce type de fichier n’est pas pris en charge.',
  'request.key_reused': 'Ce formulaire a déjà été envoyé avec un autre contenu. Rechargez la page et réessayez.',
  'request.too_many': 'Trop de tentatives. Patientez un instant, puis réessayez.',
  'request.unavailable': 'Impossible pour le moment. Réessayez dans un instant.',
} as const satisfies Translated<typeof en>

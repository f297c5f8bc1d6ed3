import type { OperatorRole } from '#accounts/index.ts'
import type { Message } from '#platform/mail-body.ts'

/** The link that sets a new password. */
export const recoveryMail = (locale: string, url: string, minutes: number): Message =>
  locale === 'fr'
    ? {
        locale: 'fr',
        to: 'account',
        subject: 'Choisir un nouveau mot de passe',
        paragraphs: [
          `Ce lien est valable ${minutes} minutes et ne sert qu’une fois. Si vous ne l’avez pas demandé, ignorez cet e-mail : rien ne change.`,
        ],
        link: { label: 'Nouveau mot de passe', url },
      }
    : {
        locale: 'en',
        to: 'account',
        subject: 'Set a new password',
        paragraphs: [
          `This link is valid for ${minutes} minutes and can be used once. If you did not request it, ignore this e-mail: nothing changes.`,
        ],
        link: { label: 'New password', url },
      }

/** To the old and to the new address: the change happens once both have confirmed. */
export const addressMail = (
  locale: string,
  url: string,
  { email, hours }: { email: string; hours: number },
): Message =>
  locale === 'fr'
    ? {
        locale: 'fr',
        to: 'account',
        subject: 'Confirmer votre nouvelle adresse e-mail',
        paragraphs: [
          `Quelqu’un a demandé à remplacer l’adresse e-mail de votre compte par ${email}. Confirmez ici et à l’autre adresse, dans les ${hours} heures. Si ce n’est pas vous, ne confirmez pas et changez votre mot de passe.`,
        ],
        link: { label: 'Confirmer', url },
      }
    : {
        locale: 'en',
        to: 'account',
        subject: 'Confirm your new e-mail address',
        paragraphs: [
          `Somebody asked to change the e-mail address of your account to ${email}. Confirm here and at the other address within ${hours} hours. If this was not you, do not confirm, and change your password.`,
        ],
        link: { label: 'Confirm', url },
      }

/** Invites somebody to work for a store. */
export const invitationMail = (
  locale: string,
  url: string,
  { store, days }: { store: string; days: number },
): Message =>
  locale === 'fr'
    ? {
        locale: 'fr',
        to: 'team',
        subject: 'Invitation à rejoindre une boutique',
        paragraphs: [
          `La boutique ${store} vous invite à rejoindre son équipe. L’invitation est valable ${days} jours.`,
        ],
        link: { label: 'Voir l’invitation', url },
      }
    : {
        locale: 'en',
        to: 'team',
        subject: 'Invitation to join a store',
        paragraphs: [`The store ${store} invites you to join its team. The invitation is valid for ${days} days.`],
        link: { label: 'See the invitation', url },
      }

const rolesByLocale = {
  en: {
    review: 'applications and stores',
    money: 'money',
    support: 'support',
    catalog: 'catalogue',
    admin: 'administration',
  },
  fr: {
    review: 'candidatures et boutiques',
    money: 'finances',
    support: 'assistance',
    catalog: 'catalogue',
    admin: 'administration',
  },
} as const satisfies Record<string, Record<OperatorRole, string>>

/** Informs somebody that they are an operator; `days`: how long the link to set a first password is valid. */
export function operatorMail(
  locale: string,
  url: string,
  { roles, days }: { roles: readonly OperatorRole[]; days: number | null },
): Message {
  const language = locale === 'fr' ? 'fr' : 'en'
  const list = new Intl.ListFormat(language).format(roles.map(role => rolesByLocale[language][role]))
  return language === 'fr'
    ? {
        locale: 'fr',
        to: 'team',
        subject: 'Vous êtes opérateur de la place de marché',
        paragraphs: [
          `Un administrateur vous a donné accès à la console : ${list}.`,
          ...(days ? [`Choisissez d’abord un mot de passe : le lien est valable ${days} jours.`] : []),
          'Activez l’authentification à deux facteurs dans les réglages de votre compte : les décisions irréversibles la demandent.',
        ],
        link: { label: days ? 'Choisir un mot de passe' : 'Ouvrir la console', url },
      }
    : {
        locale: 'en',
        to: 'team',
        subject: 'You are an operator of the marketplace',
        paragraphs: [
          `An administrator has given you access to the console: ${list}.`,
          ...(days ? [`Set a password first: the link is valid for ${days} days.`] : []),
          'Turn on two-factor authentication in the settings of your account: decisions that cannot be undone ask for it.',
        ],
        link: { label: days ? 'Set a password' : 'Open the console', url },
      }
}

const changes = {
  password: ['Your password was changed', 'Votre mot de passe a été modifié'],
  factorOn: ['Two-factor authentication was turned on', 'L’authentification à deux facteurs a été activée'],
  factorOff: ['Two-factor authentication was turned off', 'L’authentification à deux facteurs a été désactivée'],
} as const

/** Informs the owner of an account of a change in it. */
export function changedMail(locale: string, what: keyof typeof changes): Message {
  const french = locale === 'fr'
  const subject = changes[what][french ? 1 : 0]
  const text = french
    ? `${subject}. Si ce n’était pas vous, choisissez immédiatement un nouveau mot de passe.`
    : `${subject}. If this was not you, set a new password immediately.`
  return { locale: french ? 'fr' : 'en', to: 'account', subject, paragraphs: [text] }
}

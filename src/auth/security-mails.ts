type Texts = { subject: string; text: string; html: string }

/** The link that sets a new password. */
export const recoveryMail = (locale: string, link: string, minutes: number): Texts =>
  locale === 'fr'
    ? linkMail(
        'Choisir un nouveau mot de passe',
        `Ce lien est valable ${minutes} minutes et ne sert qu’une fois. Si vous ne l’avez pas demandé, ignorez cet e-mail : rien ne change.`,
        'Nouveau mot de passe',
        link,
      )
    : linkMail(
        'Set a new password',
        `This link is valid for ${minutes} minutes and can be used once. If you did not request it, ignore this e-mail: nothing changes.`,
        'New password',
        link,
      )

/** To the old and to the new address: the change happens once both have confirmed. */
export const addressMail = (locale: string, link: string, { email, hours }: { email: string; hours: number }): Texts =>
  locale === 'fr'
    ? linkMail(
        'Confirmer votre nouvelle adresse e-mail',
        `Quelqu’un a demandé à remplacer l’adresse e-mail de votre compte par ${email}. Confirmez ici et à l’autre adresse, dans les ${hours} heures. Si ce n’est pas vous, ne confirmez pas et changez votre mot de passe.`,
        'Confirmer',
        link,
      )
    : linkMail(
        'Confirm your new e-mail address',
        `Somebody asked to change the e-mail address of your account to ${email}. Confirm here and at the other address within ${hours} hours. If this was not you, do not confirm, and change your password.`,
        'Confirm',
        link,
      )

/** Invites somebody to work for a store. The store's name was typed by its seller, so it is escaped as well. */
export const invitationMail = (
  locale: string,
  link: string,
  { store, days }: { store: string; days: number },
): Texts =>
  locale === 'fr'
    ? linkMail(
        'Invitation à rejoindre une boutique',
        `La boutique ${store} vous invite à rejoindre son équipe. L’invitation est valable ${days} jours.`,
        'Voir l’invitation',
        link,
      )
    : linkMail(
        'Invitation to join a store',
        `The store ${store} invites you to join its team. The invitation is valid for ${days} days.`,
        'See the invitation',
        link,
      )

const changes = {
  password: ['Your password was changed', 'Votre mot de passe a été modifié'],
  factorOn: ['Two-factor authentication was turned on', 'L’authentification à deux facteurs a été activée'],
  factorOff: ['Two-factor authentication was turned off', 'L’authentification à deux facteurs a été désactivée'],
} as const

/** Informs the owner of an account of a change in it. */
export function changedMail(locale: string, what: keyof typeof changes): Texts {
  const french = locale === 'fr'
  const subject = changes[what][french ? 1 : 0]
  const text = french
    ? `${subject}. Si ce n’était pas vous, choisissez immédiatement un nouveau mot de passe.`
    : `${subject}. If this was not you, set a new password immediately.`
  return { subject, text: `${text}\n`, html: `<p>${text}</p>` }
}

/** Texts and links here are ours, except the address, which the schema has validated; it is escaped nevertheless. */
function linkMail(subject: string, text: string, button: string, link: string): Texts {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return {
    subject,
    text: `${text}\n\n${link}\n`,
    html: `<p>${escaped}</p><p><a href="${link}" style="font-weight:600">${button}</a></p>`,
  }
}

import type { Locale } from '#notifications/compose.ts'
import type { ReturnReason } from '#payouts/states.ts'
import type { ApplicationField } from '#sellers/states.ts'

/** The texts of every mail, in British English and French; English is the master. */
const english = {
  paid: {
    subject: (title: string, others: number) =>
      others === 0 ? `Order confirmed: ${title}` : `Order confirmed: ${title} and ${others} more`,
    thanks: (total: string) => `Thank you. We have received ${total} and hold it until your items have arrived.`,
    order: (number: string, store: string) => `Order ${number} from ${store}`,
    units: (units: number, each: string) => `${units} × ${each}`,
    delivery: (service: 'standard' | 'express'): string =>
      service === 'express' ? 'Express delivery' : 'Standard delivery',
    total: 'Total, incl. VAT',
    arrives: (days: string) => `Arrives ${days}`,
    soldBy: (trader: string) => `Sold by ${trader}`,
    register: (number: string) => `register: ${number}`,
    vat: (number: string) => `VAT number: ${number}`,
    paidTogether: 'All orders',
    deliveredTo: 'Delivery address',
    withdrawal: {
      title: 'Right of withdrawal',
      text: 'You can withdraw from the contract within 14 days after receiving the goods, without giving a reason. The exceptions, how to do it and the model form:',
      link: 'Withdrawal',
    },
    link: 'See your purchase',
  },
  payment_failed: {
    subject: 'Your payment did not go through',
    text: (by: string) => `Nothing was charged. You can pay with another card until ${by}.`,
    link: 'Pay with another card',
  },
  price_lowered: {
    subject: (number: string) => `Order ${number}: the price was lowered`,
    text: (store: string, total: string, before: string, by: string) =>
      `${store} lowered the price: you pay ${total} instead of ${before}. Please pay by ${by}.`,
    link: 'See the order',
  },
  shipped: {
    subject: (number: string) => `Order ${number} is on its way`,
    text: (store: string, carrier: string, tracking: string) =>
      `${store} has shipped it with ${carrier}, tracking number ${tracking}.`,
    confirm: 'When it has arrived and everything is fine, confirm receipt. The store is then paid.',
    link: 'Track the parcel',
  },
  tracking_corrected: {
    subject: (number: string) => `Order ${number}: new tracking number`,
    text: (store: string, carrier: string, tracking: string) =>
      `${store} has corrected the tracking number of your parcel. It travels with ${carrier}, number ${tracking}.`,
    link: 'Track the parcel',
  },
  delivered: {
    subject: (number: string) => `Order ${number} was delivered`,
    text: (by: string) =>
      `Is everything OK? Then confirm receipt. Otherwise the order completes automatically on ${by}.`,
    link: 'See the order',
  },
  completed: {
    subject: (number: string) => `Order ${number} is complete`,
    text: (store: string) => `We have paid ${store}. We hope you enjoy your purchase.`,
    link: 'See the order',
  },
  closed: {
    subject: (number: string) => `Order ${number} was cancelled`,
    unpaid: 'It was not paid in time. Nothing was charged.',
    canceled_by_buyer: 'It was cancelled at your request.',
    not_shipped: (store: string, total: string) =>
      `${store} did not ship it in time. We are refunding ${total} to the card you paid with. This can take 7 to 14 days.`,
    paid_too_late: (total: string) =>
      `Your payment arrived after the items had sold out. We are refunding ${total} to the card you paid with. This can take 7 to 14 days.`,
    link: 'See the order',
  },
  store_paid: {
    subject: (number: string, day: string) => `New order ${number}: ship by ${day}`,
    text: (total: string, by: string) => `A buyer paid ${total}. Ship the parcel by ${by}.`,
    link: 'Open the order',
  },
  store_completed: {
    subject: (number: string) => `Order ${number}: payment released`,
    text: (net: string, commission: string) =>
      `${net} has been added to your balance, after a commission of ${commission}.`,
    link: 'See your balance',
  },
  store_not_shipped: {
    subject: (number: string) => `Order ${number} was cancelled: not shipped in time`,
    text: 'The buyer gets a full refund, and the order counts as not shipped. This is final.',
    link: 'Open the order',
  },
  account_changed: {
    subject: (store: string) => `The bank account of ${store} was changed`,
    text: (iban: string, holder: string, from: string) =>
      `New account: ${iban}, held by ${holder}. The first payout to it can be requested from ${from}.`,
    notYou: 'If nobody in your store did this, enter the correct account again and change your password immediately.',
    link: 'See the bank account',
  },
  payout_paid: {
    subject: (net: string) => `Your payout of ${net} has arrived`,
    text: (number: string, net: string, iban: string) =>
      `Payout ${number}: ${net} has arrived in your account ${iban}.`,
    link: 'See your payouts',
  },
  payout_returned: {
    subject: (number: string) => `Payout ${number} was returned`,
    text: (amount: string, iban: string) =>
      `The transfer to ${iban} did not go through. The full amount of ${amount}, including the fee, is back in your balance.`,
    reasons: {
      AC01: 'According to the bank, the account does not exist.',
      AC04: 'According to the bank, the account is closed.',
      AC06: 'According to the bank, the account is blocked.',
      AG01: 'According to the bank, the account does not accept transfers.',
      BE04: 'The bank needs your address.',
      MS03: 'The bank gave no reason.',
      RC01: 'According to the bank, the BIC is not correct.',
      RR04: 'The bank rejected it for regulatory reasons.',
      not_sent: 'The transfer never reached the bank. This was our mistake.',
    } satisfies Record<ReturnReason, string>,
    next: 'Check the bank account, then request a new payout.',
    link: 'See your balance',
  },
  suspension: {
    suspended: {
      subject: (store: string) => `${store} has been suspended`,
      text: 'Our team has suspended your store for this reason:',
      effect: 'Its products are no longer on sale. Open orders go on: ship them as usual.',
      held: 'Payouts are held until the suspension is lifted.',
      paid: 'Payouts are not affected.',
      next: 'If you disagree, or once you have corrected it, reply to this e-mail. You can complain within six months.',
    },
    reopened: {
      subject: (store: string) => `${store} is open again`,
      text: 'We have lifted the suspension. What was on sale before is on sale again.',
    },
    link: 'Open the seller centre',
  },
  product: {
    taken_down: {
      subject: (title: string) => `“${title}” was taken down`,
      text: 'Our team took this product down for this reason:',
      next: 'Open orders are not affected. You cannot put it on sale again until we reinstate it: reply to this e-mail once you have corrected it, or if you disagree.',
    },
    reinstated: {
      subject: (title: string) => `“${title}” was reinstated`,
      text: 'We have checked it again: you can put it on sale whenever you like.',
    },
    link: 'See the product',
  },
  application: {
    reason: (field: string, reason: string) => `${field}: ${reason}`,
    field: {
      legal_form: 'Legal form',
      legal_name: 'Legal name',
      latin_name: 'Name in Latin letters',
      line1: 'Street and number of the registered office',
      postal_code: 'Postal code',
      city: 'Town or city',
      national_id: 'National identification number',
      vat_number: 'VAT number',
      register_number: 'Register and number',
      phone: 'Phone',
      representative: 'Full name',
      birth_on: 'Date of birth',
      nationality: 'Nationality',
      tax_card: 'Tax identification card',
      id_document: 'Identity document of the representative',
      register_extract: 'Extract from the commercial register',
      other: 'Other documents',
      name: 'Store name',
      slug: 'Store address (URL)',
      about: 'About the store',
      email: 'Store e-mail',
      time_zone: 'Time zone',
    } satisfies Record<ApplicationField, string>,
    submitted: {
      subject: 'We have received your application',
      text: 'Our team will review it and reply by e-mail. Meanwhile you can prepare your store: shipping templates and draft products.',
    },
    changes_requested: {
      subject: 'Your application needs changes',
      text: 'We have reviewed your application. Please make these changes:',
    },
    rejected: {
      subject: 'Your application was rejected',
      text: 'Please correct these points and submit it again:',
    },
    approved: { subject: 'Your store is approved', text: 'You can now put your first product on sale.' },
    link: 'See your application',
    store: 'Open the seller centre',
  },
}
export type Texts = typeof english

const french: Texts = {
  paid: {
    subject: (title, others) =>
      others === 0
        ? `Commande confirmée : ${title}`
        : `Commande confirmée : ${title} et ${others} autre${others === 1 ? '' : 's'} article${others === 1 ? '' : 's'}`,
    thanks: total => `Merci. Nous avons reçu ${total} et conservons cette somme jusqu’à l’arrivée de vos articles.`,
    order: (number, store) => `Commande ${number} chez ${store}`,
    units: (units, each) => `${units} × ${each}`,
    delivery: service => (service === 'express' ? 'Livraison express' : 'Livraison standard'),
    total: 'Total TTC',
    arrives: days => `Arrivée prévue : ${days}`,
    soldBy: trader => `Vendu par ${trader}`,
    register: number => `registre : ${number}`,
    vat: number => `numéro de TVA : ${number}`,
    paidTogether: 'Toutes les commandes',
    deliveredTo: 'Adresse de livraison',
    withdrawal: {
      title: 'Droit de rétractation',
      text: 'Vous pouvez vous rétracter du contrat dans les 14 jours suivant la réception des articles, sans donner de motif. Les exceptions, la marche à suivre et le formulaire type :',
      link: 'Rétractation',
    },
    link: 'Voir votre achat',
  },
  payment_failed: {
    subject: 'Votre paiement n’a pas abouti',
    text: by => `Rien n’a été débité. Vous pouvez payer avec une autre carte jusqu’au ${by}.`,
    link: 'Payer avec une autre carte',
  },
  price_lowered: {
    subject: number => `Commande ${number} : le prix a été réduit`,
    text: (store, total, before, by) =>
      `${store} a baissé le prix : vous payez ${total} au lieu de ${before}. Vous pouvez payer jusqu’au ${by}.`,
    link: 'Voir la commande',
  },
  shipped: {
    subject: number => `La commande ${number} est en route`,
    text: (store, carrier, tracking) => `${store} l’a expédiée avec ${carrier}, numéro de suivi ${tracking}.`,
    confirm: 'Quand elle est arrivée et que tout va bien, confirmez la réception. La boutique est alors payée.',
    link: 'Suivre le colis',
  },
  tracking_corrected: {
    subject: number => `Commande ${number} : nouveau numéro de suivi`,
    text: (store, carrier, tracking) =>
      `${store} a corrigé le numéro de suivi de votre colis. Il voyage avec ${carrier}, numéro ${tracking}.`,
    link: 'Suivre le colis',
  },
  delivered: {
    subject: number => `La commande ${number} a été livrée`,
    text: by =>
      `Tout va bien ? Confirmez alors la réception. Sinon, la commande sera terminée automatiquement le ${by}.`,
    link: 'Voir la commande',
  },
  completed: {
    subject: number => `La commande ${number} est terminée`,
    text: store => `Nous avons payé ${store}. Nous espérons que votre achat vous plaît.`,
    link: 'Voir la commande',
  },
  closed: {
    subject: number => `La commande ${number} a été annulée`,
    unpaid: 'Elle n’a pas été payée à temps. Rien n’a été débité.',
    canceled_by_buyer: 'Elle a été annulée à votre demande.',
    not_shipped: (store, total) =>
      `${store} ne l’a pas expédiée à temps. Nous remboursons ${total} sur la carte utilisée. Cela peut prendre 7 à 14 jours.`,
    paid_too_late: total =>
      `Votre paiement est arrivé alors que les articles étaient épuisés. Nous remboursons ${total} sur la carte utilisée. Cela peut prendre 7 à 14 jours.`,
    link: 'Voir la commande',
  },
  store_paid: {
    subject: (number, day) => `Nouvelle commande ${number} : à expédier avant le ${day}`,
    text: (total, by) => `Un acheteur a payé ${total}. Expédiez le colis avant le ${by}.`,
    link: 'Ouvrir la commande',
  },
  store_completed: {
    subject: number => `Commande ${number} : paiement versé`,
    text: (net, commission) => `${net} ont été ajoutés à votre solde, après une commission de ${commission}.`,
    link: 'Voir votre solde',
  },
  store_not_shipped: {
    subject: number => `La commande ${number} a été annulée : non expédiée à temps`,
    text: 'L’acheteur est entièrement remboursé et la commande compte comme non expédiée. C’est définitif.',
    link: 'Ouvrir la commande',
  },
  account_changed: {
    subject: store => `Le compte bancaire de ${store} a été modifié`,
    text: (iban, holder, from) =>
      `Nouveau compte : ${iban}, au nom de ${holder}. Le premier virement vers ce compte pourra être demandé à partir du ${from}.`,
    notYou:
      'Si personne de votre boutique n’a fait cette modification, indiquez de nouveau le bon compte et changez immédiatement votre mot de passe.',
    link: 'Voir le compte bancaire',
  },
  payout_paid: {
    subject: net => `Votre virement de ${net} est arrivé`,
    text: (number, net, iban) => `Virement ${number} : ${net} sont arrivés sur votre compte ${iban}.`,
    link: 'Voir vos virements',
  },
  payout_returned: {
    subject: number => `Le virement ${number} a été renvoyé`,
    text: (amount, iban) =>
      `Le virement vers ${iban} n’a pas abouti. La totalité, soit ${amount} frais compris, est recréditée sur votre solde.`,
    reasons: {
      AC01: 'La banque indique que ce compte n’existe pas.',
      AC04: 'La banque indique que le compte est clôturé.',
      AC06: 'La banque indique que le compte est bloqué.',
      AG01: 'La banque indique que le compte n’accepte pas les virements.',
      BE04: 'La banque a besoin de votre adresse.',
      MS03: 'La banque n’a pas donné de raison.',
      RC01: 'La banque indique que le BIC est incorrect.',
      RR04: 'La banque l’a refusé pour des raisons réglementaires.',
      not_sent: 'Le virement n’est jamais parvenu à la banque. L’erreur vient de nous.',
    },
    next: 'Vérifiez le compte bancaire, puis demandez un nouveau virement.',
    link: 'Voir votre solde',
  },
  suspension: {
    suspended: {
      subject: store => `${store} a été suspendue`,
      text: 'Notre équipe a suspendu votre boutique pour ce motif :',
      effect: 'Ses produits ne sont plus en vente. Les commandes en cours continuent : expédiez-les comme d’habitude.',
      held: 'Les virements sont retenus jusqu’à la levée de la suspension.',
      paid: 'Les virements ne sont pas concernés.',
      next: 'Si vous n’êtes pas d’accord, ou une fois le problème corrigé, répondez à cet e-mail. Vous pouvez contester pendant six mois.',
    },
    reopened: {
      subject: store => `${store} est de nouveau ouverte`,
      text: 'Nous avons levé la suspension. Ce qui était en vente l’est de nouveau.',
    },
    link: 'Ouvrir l’espace vendeur',
  },
  product: {
    taken_down: {
      subject: title => `« ${title} » a été suspendu`,
      text: 'Notre équipe a suspendu ce produit pour ce motif :',
      next: 'Les commandes en cours ne sont pas concernées. Vous ne pouvez pas le remettre en vente avant que nous le rétablissions : répondez à cet e-mail une fois le produit corrigé, ou si vous n’êtes pas d’accord.',
    },
    reinstated: {
      subject: title => `« ${title} » a été rétabli`,
      text: 'Nous l’avons vérifié de nouveau : vous pouvez le remettre en vente quand vous le souhaitez.',
    },
    link: 'Voir le produit',
  },
  application: {
    reason: (field, reason) => `${field} : ${reason}`,
    field: {
      legal_form: 'Forme juridique',
      legal_name: 'Dénomination sociale',
      latin_name: 'Nom en caractères latins',
      line1: 'Rue et numéro du siège',
      postal_code: 'Code postal',
      city: 'Ville',
      national_id: 'Numéro d’identification national',
      vat_number: 'Numéro de TVA',
      register_number: 'Registre et numéro',
      phone: 'Téléphone',
      representative: 'Nom complet',
      birth_on: 'Date de naissance',
      nationality: 'Nationalité',
      tax_card: 'Carte d’identification fiscale',
      id_document: 'Pièce d’identité du représentant',
      register_extract: 'Extrait du registre du commerce',
      other: 'Autres documents',
      name: 'Nom de la boutique',
      slug: 'Adresse de la boutique (URL)',
      about: 'À propos de la boutique',
      email: 'E-mail de la boutique',
      time_zone: 'Fuseau horaire',
    },
    submitted: {
      subject: 'Votre candidature a bien été reçue',
      text: 'Notre équipe l’examine et vous répond par e-mail. En attendant, vous pouvez préparer votre boutique : modèles de livraison et brouillons de produits.',
    },
    changes_requested: {
      subject: 'Votre candidature est à compléter',
      text: 'Nous avons examiné votre candidature. Merci de la compléter :',
    },
    rejected: {
      subject: 'Votre candidature a été refusée',
      text: 'Merci de corriger ces points, puis de la renvoyer :',
    },
    approved: {
      subject: 'Votre boutique est acceptée',
      text: 'Vous pouvez maintenant mettre votre premier produit en vente.',
    },
    link: 'Voir votre candidature',
    store: 'Ouvrir l’espace vendeur',
  },
}

export const texts: Readonly<Record<Locale, Texts>> = { en: english, fr: french }

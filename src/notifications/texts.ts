import type { Locale } from '#notifications/compose.ts'
import type { ReturnReason } from '#payouts/states.ts'

/** The words of every mail; English is the master. */
const english = {
  paid: {
    subject: (orders: number) => (orders === 1 ? 'Your order is paid' : `Your ${orders} orders are paid`),
    thanks: (total: string) => `Thank you. We received ${total} and keep it until your goods have arrived.`,
    order: (number: string, store: string, total: string) => `Order ${number} from ${store}: ${total}`,
    link: 'See your purchase',
  },
  payment_failed: {
    subject: 'Your payment did not go through',
    text: (by: string) => `Nothing was charged. Your orders wait for another payment until ${by}.`,
    link: 'Pay with another card',
  },
  price_lowered: {
    subject: (number: string) => `Order ${number} costs less now`,
    text: (store: string, total: string, before: string, by: string) =>
      `${store} lowered the price: you pay ${total} instead of ${before}. The order waits for your payment until ${by}.`,
    link: 'See the order',
  },
  shipped: {
    subject: (number: string) => `Order ${number} is on its way`,
    text: (store: string, carrier: string, tracking: string) =>
      `${store} handed it to ${carrier}, tracking number ${tracking}.`,
    confirm: 'Once it has arrived and all is well, confirm the receipt: then the store is paid.',
    link: 'Follow the parcel',
  },
  delivered: {
    subject: (number: string) => `Order ${number} was delivered`,
    text: (by: string) => `Is all well? Confirm the receipt. If we hear nothing, the order completes on ${by}.`,
    link: 'See the order',
  },
  completed: {
    subject: (number: string) => `Order ${number} is complete`,
    text: (store: string) => `We passed the payment on to ${store}. We hope you enjoy it.`,
    link: 'See the order',
  },
  closed: {
    subject: (number: string) => `Order ${number} was canceled`,
    unpaid: 'It was not paid in time, so it is closed. Nothing was charged.',
    canceled_by_buyer: 'As you asked, it is canceled.',
    not_shipped: (store: string, total: string) =>
      `${store} did not ship it in time. We are sending ${total} back to the card you paid with; banks take 7 to 14 days.`,
    paid_too_late: (total: string) =>
      `Your payment arrived when the goods were gone. We are sending ${total} back to the card you paid with; banks take 7 to 14 days.`,
    link: 'See the order',
  },
  store_paid: {
    subject: (number: string) => `New order ${number}: ship it by the date inside`,
    text: (total: string, by: string) => `A buyer paid ${total}. Hand the parcel to a carrier by ${by}.`,
    link: 'Open the order',
  },
  store_completed: {
    subject: (number: string) => `Order ${number}: the money is yours`,
    text: (net: string, commission: string) => `${net} came into your balance, after a commission of ${commission}.`,
    link: 'See your balance',
  },
  store_not_shipped: {
    subject: (number: string) => `Order ${number} was canceled: not shipped in time`,
    text: 'The buyer gets the money back, and the order counts as not shipped. This cannot be undone.',
    link: 'Open the order',
  },
  account_changed: {
    subject: (store: string) => `${store} is to be paid to another bank account`,
    text: (iban: string, holder: string, from: string) =>
      `New account: ${iban}, held by ${holder}. The first payout to it can be requested from ${from}.`,
    notYou: 'If nobody of your store did this, name the right account again and change your password right away.',
    link: 'See the bank account',
  },
  payout_paid: {
    subject: (net: string) => `Your bank account has received ${net}`,
    text: (number: string, net: string, iban: string) => `Payout ${number}: your bank has ${net} for ${iban}.`,
    link: 'See your payouts',
  },
  payout_returned: {
    subject: (number: string) => `Payout ${number} came back`,
    text: (amount: string, iban: string) =>
      `The transfer to ${iban} did not go through. All ${amount} are in your balance again, the fee included.`,
    reasons: {
      AC01: 'The bank says that there is no such account.',
      AC04: 'The bank says that the account is closed.',
      AC06: 'The bank says that the account is blocked.',
      AG01: 'The bank says that the account does not take transfers.',
      BE04: 'The bank misses an address of yours.',
      MS03: 'The bank gave no reason.',
      RC01: 'The bank says that its BIC is not right.',
      RR04: 'The bank must not take it, for reasons of regulation.',
      not_sent: 'It never reached the bank: this was our fault.',
    } satisfies Record<ReturnReason, string>,
    next: 'Check the bank account, then request it again.',
    link: 'See your balance',
  },
  product: {
    taken_down: {
      subject: (title: string) => `“${title}” was taken off sale by the market`,
      text: 'Somebody of our team took this product off sale. The reason:',
      next: 'Open orders go on. It cannot be put on sale again until we put it back: answer this mail once it is corrected, or if you think we are wrong.',
    },
    put_back: {
      subject: (title: string) => `“${title}” may be sold again`,
      text: 'We looked at it again: you can put it on sale when you like.',
    },
    link: 'See the product',
  },
  application: {
    submitted: {
      subject: 'We have your application',
      text: 'Somebody of our team reads it and answers by mail. Meanwhile you can prepare your store: delivery terms, drafts of products.',
    },
    changes_requested: {
      subject: 'Your application: something is missing',
      text: 'We looked at your application and ask for more:',
    },
    rejected: {
      subject: 'Your application cannot be approved as it is',
      text: 'Something in it is not right. Correct it and hand it in again:',
    },
    approved: { subject: 'Your store may sell', text: 'Your application is approved. Put your first product on sale.' },
    link: 'See your application',
    store: 'Open the seller center',
  },
}
export type Texts = typeof english

const french: Texts = {
  paid: {
    subject: orders => (orders === 1 ? 'Votre commande est payée' : `Vos ${orders} commandes sont payées`),
    thanks: total => `Merci. Nous avons reçu ${total} et les conservons jusqu’à l’arrivée de vos articles.`,
    order: (number, store, total) => `Commande ${number} chez ${store} : ${total}`,
    link: 'Voir votre achat',
  },
  payment_failed: {
    subject: 'Votre paiement n’a pas abouti',
    text: by => `Rien n’a été débité. Vos commandes attendent un autre paiement jusqu’au ${by}.`,
    link: 'Payer avec une autre carte',
  },
  price_lowered: {
    subject: number => `La commande ${number} coûte moins cher`,
    text: (store, total, before, by) =>
      `${store} a baissé le prix : vous payez ${total} au lieu de ${before}. La commande attend votre paiement jusqu’au ${by}.`,
    link: 'Voir la commande',
  },
  shipped: {
    subject: number => `La commande ${number} est en route`,
    text: (store, carrier, tracking) => `${store} l’a remise à ${carrier}, numéro de suivi ${tracking}.`,
    confirm: 'Quand tout est bien arrivé, confirmez la réception : la boutique sera alors payée.',
    link: 'Suivre le colis',
  },
  delivered: {
    subject: number => `La commande ${number} a été livrée`,
    text: by => `Tout va bien ? Confirmez la réception. Sans nouvelles, la commande se termine le ${by}.`,
    link: 'Voir la commande',
  },
  completed: {
    subject: number => `La commande ${number} est terminée`,
    text: store => `Nous avons transmis le paiement à ${store}. Bonne découverte.`,
    link: 'Voir la commande',
  },
  closed: {
    subject: number => `La commande ${number} est annulée`,
    unpaid: 'Elle n’a pas été payée à temps et est donc close. Rien n’a été débité.',
    canceled_by_buyer: 'Elle est annulée, comme vous l’avez demandé.',
    not_shipped: (store, total) =>
      `${store} ne l’a pas expédiée à temps. Nous renvoyons ${total} sur la carte utilisée ; les banques mettent 7 à 14 jours.`,
    paid_too_late: total =>
      `Votre paiement est arrivé alors que les articles étaient vendus. Nous renvoyons ${total} sur la carte utilisée ; les banques mettent 7 à 14 jours.`,
    link: 'Voir la commande',
  },
  store_paid: {
    subject: number => `Nouvelle commande ${number} : à expédier avant la date indiquée`,
    text: (total, by) => `Un acheteur a payé ${total}. Remettez le colis à un transporteur avant le ${by}.`,
    link: 'Ouvrir la commande',
  },
  store_completed: {
    subject: number => `Commande ${number} : l’argent est à vous`,
    text: (net, commission) => `${net} ont rejoint votre solde, après une commission de ${commission}.`,
    link: 'Voir votre solde',
  },
  store_not_shipped: {
    subject: number => `Commande ${number} annulée : non expédiée à temps`,
    text: 'L’acheteur est remboursé et la commande compte comme non expédiée. C’est définitif.',
    link: 'Ouvrir la commande',
  },
  account_changed: {
    subject: store => `${store} sera payée sur un autre compte bancaire`,
    text: (iban, holder, from) =>
      `Nouveau compte : ${iban}, au nom de ${holder}. Le premier virement vers ce compte pourra être demandé à partir du ${from}.`,
    notYou:
      'Si personne de votre boutique n’a fait cela, indiquez de nouveau le bon compte et changez tout de suite votre mot de passe.',
    link: 'Voir le compte bancaire',
  },
  payout_paid: {
    subject: net => `${net} sont sur votre compte bancaire`,
    text: (number, net, iban) => `Virement ${number} : votre banque a reçu ${net} pour ${iban}.`,
    link: 'Voir vos virements',
  },
  payout_returned: {
    subject: number => `Le virement ${number} est revenu`,
    text: (amount, iban) =>
      `Le virement vers ${iban} n’a pas abouti. La totalité, ${amount}, est de nouveau dans votre solde, frais compris.`,
    reasons: {
      AC01: 'La banque indique que ce compte n’existe pas.',
      AC04: 'La banque indique que le compte est clos.',
      AC06: 'La banque indique que le compte est bloqué.',
      AG01: 'La banque indique que le compte n’accepte pas les virements.',
      BE04: 'Il manque à la banque une adresse de votre part.',
      MS03: 'La banque n’a pas donné de raison.',
      RC01: 'La banque indique que son BIC n’est pas le bon.',
      RR04: 'La banque ne peut pas l’accepter, pour des raisons réglementaires.',
      not_sent: 'Il n’est jamais parvenu à la banque : c’est notre faute.',
    },
    next: 'Vérifiez le compte bancaire, puis faites une nouvelle demande.',
    link: 'Voir votre solde',
  },
  product: {
    taken_down: {
      subject: title => `« ${title} » a été retiré de la vente par la place de marché`,
      text: 'Une personne de notre équipe a retiré ce produit de la vente. Le motif :',
      next: 'Les commandes en cours continuent. Il ne peut pas être remis en vente avant que nous le rétablissions : répondez à ce message une fois corrigé, ou si vous pensez que nous avons tort.',
    },
    put_back: {
      subject: title => `« ${title} » peut de nouveau être vendu`,
      text: 'Nous l’avons revu : vous pouvez le remettre en vente quand vous voulez.',
    },
    link: 'Voir le produit',
  },
  application: {
    submitted: {
      subject: 'Nous avons votre demande',
      text: 'Une personne de notre équipe la lit et vous répond par e-mail. En attendant, préparez votre boutique : conditions de livraison, brouillons de produits.',
    },
    changes_requested: {
      subject: 'Votre demande : il manque quelque chose',
      text: 'Nous avons lu votre demande et avons besoin de plus :',
    },
    rejected: {
      subject: 'Votre demande ne peut pas être acceptée en l’état',
      text: 'Quelque chose n’est pas juste. Corrigez et renvoyez-la :',
    },
    approved: {
      subject: 'Votre boutique peut vendre',
      text: 'Votre demande est acceptée. Mettez votre premier produit en vente.',
    },
    link: 'Voir votre demande',
    store: 'Ouvrir l’espace vendeur',
  },
}

export const texts: Readonly<Record<Locale, Texts>> = { en: english, fr: french }

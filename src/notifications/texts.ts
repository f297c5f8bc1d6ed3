import type { Locale } from '#notifications/compose.ts'

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
    text: (store: string, total: string, by: string) =>
      `${store} lowered the price: you pay ${total}. The order waits for your payment until ${by}.`,
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
    refunded: (total: string) =>
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
    text: (store, total, by) =>
      `${store} a baissé le prix : vous payez ${total}. La commande attend votre paiement jusqu’au ${by}.`,
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
    refunded: total =>
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
}

export const texts: Readonly<Record<Locale, Texts>> = { en: english, fr: french }

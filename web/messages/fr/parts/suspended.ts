/** Ce que lit une boutique suspendue sur sa première page. */
export const suspended = {
  title: 'Votre boutique est suspendue',
  held: 'Rien n’est en vente, et les virements sont retenus. Expédiez les commandes en cours comme d’habitude, et répondez à notre e-mail si vous n’êtes pas d’accord.',
  open: 'Rien n’est en vente. Expédiez les commandes en cours comme d’habitude ; les virements ne sont pas concernés. Répondez à notre e-mail si vous n’êtes pas d’accord.',
}

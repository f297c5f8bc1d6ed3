/** What a suspended store reads on its first page. */
export const suspended = {
  title: 'Your store is suspended',
  held: 'Nothing is on sale, and payouts are held. Ship open orders as usual, and reply to our e-mail if you disagree.',
  open: 'Nothing is on sale. Ship open orders as usual; payouts are not affected. Reply to our e-mail if you disagree.',
}

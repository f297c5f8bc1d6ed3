/** Texts of the kit: every page has them. */
export default {
  error: {
    again: 'Try again',
    home: 'Go to the start',
    notFound: { title: 'Page not found', text: 'It may have moved, or it is no longer available.' },
    forbidden: { title: 'Not for your role', text: 'You are signed in, but this page is not open to you.' },
    unavailable: { title: 'Back in a moment', text: 'We cannot answer right now. Nothing you did is lost.' },
    offline: { title: 'You are offline', text: 'This page loads again as soon as the connection is back.' },
    broken: { title: 'Something went wrong', text: 'The mistake is ours and has been recorded. Try again.' },
  },
  prefs: { language: 'Language', theme: 'Theme', system: 'As the device', light: 'Light', dark: 'Dark' },
  toast: { close: 'Close notice' },
  shell: {
    skip: 'Skip to content',
    navigation: 'Navigation',
    openNavigation: 'Open navigation',
    closeNavigation: 'Close navigation',
    account: 'Account',
    logIn: 'Log in',
    logOut: 'Log out',
    market: 'To the market',
    sellerCenter: 'Seller center',
    opsConsole: 'Ops console',
    switchStore: 'Switch store',
    clockMoved: 'The platform clock was moved. It is now',
  },
} as const

/** What the address narrows a list by, without what it leaves empty. */
export const filtersOf = (url: URL): Record<string, string> =>
  Object.fromEntries([...url.searchParams].filter(([, value]) => value !== ''))

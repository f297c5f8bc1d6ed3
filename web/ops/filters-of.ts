/** The filters in the address, without empty ones. */
export const filtersOf = (url: URL): Record<string, string> =>
  Object.fromEntries([...url.searchParams].filter(([, value]) => value !== ''))

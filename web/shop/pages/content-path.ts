import type { ContentPage } from '#content/limits.ts'

/** The path of a page of the market, without its language: `/legal/imprint`, `/help`. */
export const contentPath = (page: ContentPage): string =>
  page === 'help' || page === 'contact' ? `/${page}` : `/legal/${page}`

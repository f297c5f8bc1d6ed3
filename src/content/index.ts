export { acceptancesOf, acceptTerms, currentTerms } from '#content/accept-terms.ts'
export { publishFolder } from '#content/publish-folder.ts'
export { publishPage } from '#content/publish-page.ts'
export {
  draftsOf,
  languagesOf,
  missingPages,
  type Published,
  publishedPages,
  textIn,
  versionsOf,
} from '#content/read-pages.ts'
export { saveDraft } from '#content/save-draft.ts'
export { toHtml } from '#content/to-html.ts'

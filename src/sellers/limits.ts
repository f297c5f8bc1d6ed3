/** 10 MB: a scan of several pages, or a phone's photo. */
export const documentMaxBytes = 10 * 1024 * 1024
/** Documents of one company, of all kinds. */
export const documentsMax = 12
export const documentMediaTypes = ['application/pdf', 'image/jpeg', 'image/png', 'image/webp'] as const
/** Of one line that an applicant types. */
export const textMaxCharacters = 120
export const storeNameMinCharacters = 2
export const storeNameMaxCharacters = 60
/** The store's part of a URL. */
export const slugPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/
export const slugMaxCharacters = 60
export const aboutMaxCharacters = 1_000
/** Of what a reviewer objects to in an application. */
export const objectionMaxCharacters = 500

/** The statement of reasons of a suspension: long enough for what, where and when. */
export const statementMinCharacters = 80
export const statementMaxCharacters = 4_000

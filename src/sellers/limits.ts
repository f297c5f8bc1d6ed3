/** 10 MB: a scan of several pages, or a phone's photo. */
export const documentMaxBytes = 10 * 1024 * 1024
/** Documents of one company, of all kinds. */
export const documentsMax = 12
export const documentMediaTypes = ['application/pdf', 'image/jpeg', 'image/png', 'image/webp'] as const
export const textMax = 120
export const reasonMax = 500

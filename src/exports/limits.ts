export const exportFormats = ['csv', 'xlsx'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** Orders in one file: 40 MB of CSV, which is joined and sent from memory. Larger exports are made month by month. */
export const exportOrdersMax = 200_000

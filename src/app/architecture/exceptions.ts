/**
 * Allowed exceptions: by rule, the beginning of the finding without its line, and the reason. An exception that is no
 * longer needed fails, too.
 */
export const exceptions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'the folders of the web’s audiences do not import each other': {
    'web/account/layout.tsx imports web/shop/storefront.tsx': 'logging in is framed as the storefront is',
    'web/gallery/shop.tsx imports web/shop/': 'the gallery shows what the storefront is made of',
  },
  'the server imports neither pages nor the demo, tests or tools': {
    'src/app/demo.ts imports demo/index.ts': 'the command that fills a market with it',
    'src/app/demo-routes.ts imports demo/log-ins.ts': 'its log-ins, which the first page of a sandbox shows',
    'src/app/problems.ts imports web/messages/': 'the texts of refusals, for programs too',
  },
  'a statement for the driver is written where it is sent': {
    'src/app/backup.ts': 'COPY streams rows; its statement goes through a function of pg-copy-streams',
    'src/taxonomy/seed/seed-taxonomy.ts': 'a function of the file sends the statements written in it',
  },
  'a module keeps nothing between two calls': {
    'src/accounts/new-password.ts keeps common': 'a list of a package, the same for all, read at first use',
    'src/documents/faces.ts keeps parts': 'lists of packages, the same for all, read at first use',
    'src/notifications/compose.ts keeps formatters': 'formatters depend on their key alone, and cost much to make',
  },
  'a module writes to its own PostgreSQL schema only': {
    'src/app/backup.ts writes to $': 'a restore empties all tables',
    'src/catalog/write-products.ts writes to $': 'one statement for products and variants, as its callers name them',
  },
  'only platform/move.ts writes the state column of a machine': {
    'src/catalog/write-products.ts sets state of a table': 'its lists of columns have no state',
  },
  'each statement on an owner table names its owner by value': {
    'src/app/backup.ts does not name the owner of sellers.stores': 'asks whether there is any store',
  },
}

/**
 * Functions longer than the limit, with their lines: none may grow, and the number is lowered here when one becomes
 * shorter.
 */
export const longFunctions: Readonly<Record<string, number>> = {
  'web/kit/forms/uploader.tsx Uploader': 87,
  'web/kit/jobs/job-list.tsx JobList': 75,
  'web/kit/overlays/palette.tsx Palette': 79,
  'web/kit/shell/console.tsx Console': 78,
  'web/ops/applications/applications.tsx Applications': 75,
  'web/ops/deadlines/deadlines.tsx Deadlines': 91,
  'web/ops/products/product.tsx ProductPage': 75,
  'web/ops/products/products.tsx Products': 77,
  'web/ops/stores/stores.tsx Stores': 88,
  'web/seller/products/variant-row.tsx VariantRow': 74,
  'web/shop/search/search-box.tsx SearchBox': 106,
}

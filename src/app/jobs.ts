import { allOrdersExport, storeOrdersExport } from '#exports/index.ts'
import { jobKindsOf } from '#platform/jobs.ts'
import { reindexSearch } from '#search/index.ts'

/** All work with progress that this release can do. */
export const jobKinds = jobKindsOf(storeOrdersExport, allOrdersExport, reindexSearch)

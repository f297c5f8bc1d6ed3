import { page, type Web } from '../../kit/page/page.ts'
import type { Route } from './+types/my-jobs.ts'

/** What the bell asks again. */
export const loader = page(({ api }: Web<Route.LoaderArgs>) => api.listMyOpsJobs({}))

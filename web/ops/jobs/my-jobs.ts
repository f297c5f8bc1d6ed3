import { page, type Web } from '../../kit/page/page.ts'
import type { Route } from './+types/my-jobs.ts'

/** Polled by the job bell. */
export const loader = page(({ api }: Web<Route.LoaderArgs>) => api.listMyOpsJobs({}))

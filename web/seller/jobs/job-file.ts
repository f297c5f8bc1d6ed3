import { page, type Web } from '../../kit/page/page.ts'
import { fileResponse } from '../file-response.ts'
import type { Route } from './+types/job-file.ts'

/** The file of an export. */
export const loader = page(async ({ api, params }: Web<Route.LoaderArgs>) =>
  fileResponse(await api.downloadJob({ job_id: params.id }), 'application/octet-stream'),
)

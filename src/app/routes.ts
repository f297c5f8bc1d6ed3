import { csvRoutes } from '#api/csv.ts'
import { apiRoutes } from '#api/routes.ts'
import { clockRoutes } from '#app/clock-routes.ts'
import { demoRoutes } from '#app/demo-routes.ts'
import { healthRoutes } from '#app/health.ts'
import { jobRoutes } from '#app/job-routes.ts'
import type { Client } from '#platform/route.ts'

/** All routes: used by HTTP, OpenAPI, the pages' client and the who-may test. */
export const routes = {
  ...demoRoutes,
  ...apiRoutes,
  ...clockRoutes,
  ...healthRoutes,
  ...jobRoutes,
  ...csvRoutes,
}

export type Api = Client<typeof routes>

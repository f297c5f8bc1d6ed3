import { z } from 'zod'
import { declareEvents } from '#platform/events.ts'
import { applicationStates } from '#sellers/states.ts'

const application = {
  store_id: z.uuid(),
  transition_id: z.uuid(),
  user_id: z.uuid(),
  state: z.enum(applicationStates),
  reasons: z.record(z.string(), z.string()),
  note: z.string(),
}

const suspension = { store_id: z.uuid(), suspension_id: z.uuid() }

export const sellerEvents = declareEvents({
  'application.submitted': { about: 'An applicant submitted an application.', body: application },
  'application.changes_requested': { about: 'A review requested changes.', body: application },
  'application.rejected': { about: 'A review rejected an application.', body: application },
  'application.approved': { about: 'An application was approved; its store can sell.', body: application },
  'store.suspended': { about: 'The platform stopped a store: nothing of it is on sale.', body: suspension },
  'store.reopened': { about: 'The platform let a suspended store sell again.', body: suspension },
})

import { redirect } from 'react-router'
import { type Writing, write } from '../kit/page/write.ts'
import type { Route } from './+types/choose-store.ts'

/** Choosing is a write: a link cannot do it. */
export const loader = () => redirect('/seller')

/** The menu's store switch. The page one was on may be of a thing that the other store does not have: to the start. */
export const action = write(async ({ api, form }: Writing<Route.ActionArgs>) => {
  await api.chooseStore({ store_id: String(form.get('store')) })
  return redirect('/seller', 303)
})

import { redirect } from 'react-router'
import { type Writing, write } from '../kit/page/write.ts'
import type { Route } from './+types/choose-store.ts'

/** Choosing is a write, so a link cannot do it. */
export const loader = () => redirect('/seller')

/** The menu's store switch. The current page may not exist for the other store, so it leads to the home page. */
export const action = write(async ({ api, form }: Writing<Route.ActionArgs>) => {
  await api.chooseStore({ store_id: String(form.get('store')) })
  return redirect('/seller', 303)
})

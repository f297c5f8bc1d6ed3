import { redirect } from 'react-router'
import { ownPath } from '../../kit/page/refusal.ts'
import { type Writing, write } from '../../kit/page/write.ts'
import type { Route } from './+types/saved-items.ts'

/** `POST /keep`: adds or removes a wish or a followed store, from any page; then returns to `to`. */
export const action = write(async ({ api, form }: Writing<Route.ActionArgs>) => {
  const id = String(form.get('id'))
  switch (form.get('what')) {
    case 'wish':
      await api.wish({ product_id: id })
      break
    case 'unwish':
      await api.unwish({ product_id: id })
      break
    case 'follow':
      await api.follow({ store_id: id })
      break
    default:
      await api.unfollow({ store_id: id })
  }
  return redirect(ownPath(form.get('to')), 303)
})

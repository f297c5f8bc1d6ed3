import { redirect } from 'react-router'
import type { Api } from '#app/web-context.ts'
import { ownPath } from '../../kit/page/refusal.ts'
import { type Writing, write } from '../../kit/page/write.ts'
import type { Route } from './+types/saved-items.ts'

/** `POST /keep`: adds or removes a wish or a followed store, from any page; then returns to `to`. */
export const action = write(async ({ api, form }: Writing<Route.ActionArgs>) => {
  const [wish, unwish] = [form.get('wish'), form.get('unwish')] // the hearts of cards name their product
  if (wish) await api.wish({ product_id: String(wish) })
  else if (unwish) await api.unwish({ product_id: String(unwish) })
  else await change(api, form)
  return redirect(ownPath(form.get('to')), 303)
})

async function change(api: Api, form: FormData): Promise<void> {
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
}

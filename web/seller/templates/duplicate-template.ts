import type { ActionFunctionArgs } from 'react-router'
import { goTo } from '../../kit/page/flash.ts'
import { storePath } from '../../kit/page/store-path.ts'
import type { Writing } from '../../kit/page/write.ts'
import { textsOf } from '../../messages/notices.ts'

const nameMax = 60

/** From the list or from the template: makes a copy and opens it, under a name that says so. */
export async function duplicate({ api, form, key, params, ...visit }: Writing<ActionFunctionArgs>): Promise<Response> {
  const notice = textsOf(visit.locale, 'seller')
  const name = notice('copyOf', { name: String(form.get('name')) }).slice(0, nameMax)
  const { id } = await api.duplicateTemplate({ template_id: String(form.get('template')), name }, key)
  return goTo(storePath(params.store, `/templates/${id}`), visit, notice('templateCopied'))
}

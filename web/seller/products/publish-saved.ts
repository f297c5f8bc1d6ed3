import type { WebContext } from '#app/web-context.ts'
import { goTo } from '../../kit/page/flash.ts'
import { isRefusal } from '../../kit/page/refusal.ts'
import { storePath } from '../../kit/page/store-path.ts'
import { textsOf } from '../../messages/notices.ts'
import { refusalTexts } from '../../messages/refusal-texts.ts'

/** Puts a product on sale that was just saved. After a refusal it stays saved, and its page says why. */
export async function publishSaved(
  visit: WebContext & { params: { store?: string } },
  product_id: string,
): Promise<Response> {
  const there = storePath(visit.params.store, `/products/${product_id}`)
  const notice = textsOf(visit.locale, 'seller')
  try {
    await visit.api.publishProduct({ product_id })
  } catch (error) {
    if (!isRefusal(error)) throw error
    if (error.code === 'product.incomplete') return goTo(`${there}?missing`, visit, notice('draftIncomplete'), 'info')
    if (error.code.startsWith('store.')) return goTo(there, visit, notice('draftWaits'), 'info')
    return goTo(there, visit, refusalTexts(visit.locale, error, {}).text, 'bad')
  }
  return goTo(there, visit, notice('onSale'))
}

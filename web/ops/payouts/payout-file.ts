import { redirect } from 'react-router'
import { goTo } from '../../kit/page/flash.ts'
import { isRefusal } from '../../kit/page/refusal.ts'
import { type Writing, write } from '../../kit/page/write.ts'
import { refusalTexts } from '../../messages/refusal-texts.ts'
import type { Route } from './+types/payout-file.ts'

/** Downloading the file is a write, so a link cannot do it. */
export const loader = ({ params }: Route.LoaderArgs) => redirect(`/ops/payouts/${params.id}`)

/** Responds with the bank file; a refusal is shown on the batch's page. */
export const action = write(async ({ api, params, key, ...visit }: Writing<Route.ActionArgs>) => {
  try {
    const { name, bytes, mediaType } = await api.downloadPayoutFile({ batch_id: params.id }, key)
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': mediaType!,
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'no-store',
      },
    })
  } catch (error) {
    if (!isRefusal(error)) throw error
    return goTo(`/ops/payouts/${params.id}`, visit, refusalTexts(visit.locale, error, {}).text, 'bad')
  }
})

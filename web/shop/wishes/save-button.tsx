import { useFetcher, useLocation } from 'react-router'
import { useTranslations } from 'use-intl'
import { isRefused, staysField } from '../../kit/forms/refused.ts'
import { useShopPath } from '../../kit/page/shop-path.ts'
import { Button } from '../../kit/primitives/button.tsx'
import { HeartIcon } from '../../kit/primitives/icons.tsx'

/** Adds a product to the wish list, or follows a store; shows the new state immediately. */
export function SaveButton({ kind, id, kept }: { kind: 'wish' | 'follow'; id: string; kept: boolean }) {
  const t = useTranslations('storefront.keep')
  const path = useShopPath()
  const { pathname, search } = useLocation()
  const fetcher = useFetcher()
  const sent = fetcher.formData?.get('what') ?? null
  const shown = sent ? sent === kind : kept
  return (
    <fetcher.Form method="post" action={path('/keep')} preventScrollReset className="w-fit">
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name={staysField} value="1" />
      <input type="hidden" name="to" value={pathname + search} />
      <Button
        type="submit"
        name="what"
        value={kept ? `un${kind}` : kind}
        aria-pressed={shown}
        icon={<HeartIcon size={16} fill={shown ? 'currentColor' : 'none'} />}
      >
        {t(shown ? `${kind}Kept` : kind)}
      </Button>
      {isRefused(fetcher.data) && (
        <p role="alert" className="mt-1 text-bad text-sm">
          {t('failed')}
        </p>
      )}
    </fetcher.Form>
  )
}

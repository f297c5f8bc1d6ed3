import { Form, useLocation, useNavigation } from 'react-router'
import { useTranslations } from 'use-intl'
import { useShopPath } from '../../kit/page/shop-path.ts'
import { Button } from '../../kit/primitives/button.tsx'
import { HeartIcon } from '../../kit/primitives/icons.tsx'

/** Adds a product to the wish list, or follows a store; shows the new state immediately. */
export function SaveButton({ kind, id, kept }: { kind: 'wish' | 'follow'; id: string; kept: boolean }) {
  const t = useTranslations('storefront.keep')
  const path = useShopPath()
  const { pathname, search } = useLocation()
  const { formData } = useNavigation()
  const sent = formData?.get('id') === id ? String(formData.get('what')) : null
  const shown = sent ? sent === kind : kept
  return (
    <Form method="post" action={path('/keep')} preventScrollReset className="w-fit">
      <input type="hidden" name="id" value={id} />
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
    </Form>
  )
}

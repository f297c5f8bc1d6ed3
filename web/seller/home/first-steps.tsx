import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useStorePath } from '../../kit/page/store-path.ts'
import { LinkButton } from '../../kit/primitives/button.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'

/** For a store without products: two steps to its first sale, the next one first. */
export function FirstSteps({ store, hasTemplate }: { store: string; hasTemplate: boolean }) {
  const at = useStorePath()
  const t = useTranslations('seller.firstSteps')
  return (
    <>
      <PageHeader title={t('title', { store })} text={t('text')} />
      <Card className="max-w-2xl" flush>
        <ol>
          <Step n={1} title={t('ship')} text={t('shipText')} done={hasTemplate}>
            {!hasTemplate && (
              <LinkButton to={at('/templates/new')} variant="primary">
                {t('shipDo')}
              </LinkButton>
            )}
          </Step>
          <Step n={2} title={t('product')} text={t('productText')}>
            {hasTemplate && (
              <LinkButton to={at('/products/new')} variant="primary">
                {t('productDo')}
              </LinkButton>
            )}
          </Step>
        </ol>
      </Card>
    </>
  )
}

function Step({
  n,
  title,
  text,
  done = false,
  children,
}: {
  n: number
  title: string
  text: string
  done?: boolean
  children: ReactNode
}) {
  const t = useTranslations('seller.firstSteps')
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-t p-4 first:border-t-0">
      <span
        aria-hidden
        className={
          done
            ? 'grid size-8 place-items-center rounded-full bg-brand text-brand-ink'
            : 'grid size-8 place-items-center rounded-full bg-surface-3 font-semibold text-ink-2'
        }
      >
        {done ? <Check size={16} /> : n}
      </span>
      <div className="min-w-0 flex-1 basis-52">
        <p className="font-semibold">
          {title} {done && <span className="font-normal text-ink-3">{t('done')}</span>}
        </p>
        <p className="text-ink-2">{text}</p>
      </div>
      {children}
    </li>
  )
}

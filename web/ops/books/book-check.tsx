import { useTranslations } from 'use-intl'
import type { Api } from '#app/web-context.ts'
import { Callout } from '../../kit/primitives/callout.tsx'
import { DateTime } from '../../kit/time/date-time.tsx'

type Check = NonNullable<Awaited<ReturnType<Api['showBookCheck']>>['latest']>

/** When all books were last recalculated, and the differences found. */
export function BookCheck({ at, journals, owners, faults }: Check) {
  const t = useTranslations('ops.journals')
  return (
    <Callout tone={faults.length > 0 ? 'bad' : 'ok'} className="mb-3">
      {t.rich(faults.length > 0 ? 'booksWrong' : 'booksRight', {
        journals,
        owners,
        faults: faults.length,
        at: () => <DateTime at={at} />,
      })}
      {faults.length > 0 && (
        <ul className="mt-2 flex flex-col gap-1 text-sm">
          {faults.map(({ owner, what }) => (
            <li key={owner + what}>
              {owner}: {what}
            </li>
          ))}
        </ul>
      )}
    </Callout>
  )
}

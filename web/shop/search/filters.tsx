import { type ReactNode, useRef } from 'react'
import { Form, useSearchParams, useSubmit } from 'react-router'
import { useLocale, useTranslations } from 'use-intl'
import { Checkbox } from '../../kit/forms/choices.tsx'
import { Input } from '../../kit/forms/inputs.tsx'
import { formatNumber } from '../../kit/numbers.ts'
import { Button } from '../../kit/primitives/button.tsx'
import { Chip } from '../../kit/primitives/chip.tsx'
import { withParams } from '../../kit/primitives/url-state.ts'
import { type Found, isNarrowed } from './search-query.ts'

/**
 * Filters of search results. The address holds them; choosing submits, and without script a button submits. Rendered
 * again with each result, so that the back button and the chips change the fields too.
 */
export function Filters({ found: { facets, q, sort } }: { found: Found }) {
  const t = useTranslations('storefront.find')
  const [asked] = useSearchParams()
  const submit = useSubmit()
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined)
  const send = (form: HTMLFormElement, afterMs: number) => {
    clearTimeout(waiting.current)
    waiting.current = setTimeout(() => submit(filled(form), { preventScrollReset: true }), afterMs)
  }
  return (
    <Form
      key={`${asked}`}
      method="get"
      preventScrollReset
      aria-label={t('filters')}
      className="flex flex-col gap-5"
      onChange={event =>
        send(event.currentTarget, (event.target as unknown as HTMLInputElement).type === 'checkbox' ? 0 : 1_200)
      }
      onSubmit={event => {
        event.preventDefault()
        send(event.currentTarget, 0)
      }}
    >
      {q && <input type="hidden" name="q" value={q} />}
      {sort !== 'relevance' && <input type="hidden" name="sort" value={sort} />}
      <Group title={t('delivery')}>
        <Checkbox name="free" value="1" label={t('free')} defaultChecked={asked.has('free')} />
        <Checkbox name="week" value="1" label={t('week')} defaultChecked={asked.has('week')} />
      </Group>
      <Group title={t('price')}>
        <div className="flex items-center gap-2">
          {(['from', 'to'] as const).map(name => (
            <Input
              key={name}
              name={name}
              inputMode="decimal"
              maxLength={12}
              aria-label={t(name)}
              placeholder={t(name)}
              defaultValue={asked.get(name) ?? ''}
              after="€"
            />
          ))}
        </div>
        <Button type="submit" size="sm" className="mt-2 w-fit">
          {t('apply')}
        </Button>
      </Group>
      {facets.map(({ key, name, values }) => (
        <Group key={key} title={name}>
          <Values values={values.slice(0, shownValues)} attribute={key} />
          {values.length > shownValues && (
            <details open={values.slice(shownValues).some(value => value.chosen)}>
              <summary className="cursor-pointer rounded py-1 text-ink-2 text-sm hover:text-ink">
                {t('more', { count: values.length - shownValues })}
              </summary>
              <Values values={values.slice(shownValues)} attribute={key} />
            </details>
          )}
        </Group>
      ))}
      <Button type="submit" className="without-script">
        {t('apply')}
      </Button>
    </Form>
  )
}

const shownValues = 6

type Value = Found['facets'][number]['values'][number]

function Values({ values, attribute }: { values: readonly Value[]; attribute: string }) {
  const locale = useLocale()
  return values.map(({ key, name, count, chosen }) => (
    <Checkbox
      key={key}
      name="f"
      value={`${attribute}=${key}`}
      defaultChecked={chosen}
      label={
        <>
          {name}
          {count !== null && <span className="ml-1.5 text-ink-3 text-sm">{formatNumber(count, locale)}</span>}
        </>
      }
    />
  ))
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="min-w-0 border-line border-t pt-4">
      <legend className="float-left mb-2 w-full font-semibold text-sm">{title}</legend>
      <div className="clear-both flex flex-col gap-0.5">{children}</div>
    </fieldset>
  )
}

/** Active filters, each with a link that removes it. */
export function Chosen({ found: { facets } }: { found: Found }) {
  const t = useTranslations('storefront.find')
  const [asked] = useSearchParams()
  if (!isNarrowed(asked)) return null
  const without = (name: string, value?: string) => {
    const next = new URLSearchParams(asked)
    next.delete(name, value)
    return withParams(next, { after: '', trail: '' })
  }
  const price = (['from', 'to'] as const).filter(name => asked.get(name))
  return (
    <div className="flex flex-wrap gap-1.5">
      {asked.has('free') && (
        <Chip text={t('free')} removeTo={without('free')} removeLabel={t('remove', { what: t('free') })} />
      )}
      {asked.has('week') && (
        <Chip text={t('week')} removeTo={without('week')} removeLabel={t('remove', { what: t('week') })} />
      )}
      {price.map(name => {
        const text = `${t(name)} ${asked.get(name)} €`
        return <Chip key={name} text={text} removeTo={without(name)} removeLabel={t('remove', { what: text })} />
      })}
      {facets.flatMap(({ key, name, values }) =>
        values
          .filter(value => value.chosen)
          .map(value => {
            const text = `${name}: ${value.name}`
            const facet = `${key}=${value.key}`
            return (
              <Chip key={facet} text={text} removeTo={without('f', facet)} removeLabel={t('remove', { what: text })} />
            )
          }),
      )}
    </div>
  )
}

/** The non-empty fields. */
function filled(form: HTMLFormElement): FormData {
  const data = new FormData(form)
  for (const [name, value] of [...data]) if (value === '') data.delete(name)
  return data
}

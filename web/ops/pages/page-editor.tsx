import { useTranslations } from 'use-intl'
import { contentPages, pageMaxCharacters } from '#content/limits.ts'
import { Field } from '../../kit/forms/field.tsx'
import { Textarea } from '../../kit/forms/inputs.tsx'
import { SubmitButton, WriteForm } from '../../kit/forms/write-form.tsx'
import { locales } from '../../kit/i18n.tsx'
import { ConfirmDialog } from '../../kit/overlays/dialog.tsx'
import { goTo } from '../../kit/page/flash.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { shopPath } from '../../kit/page/shop-path.ts'
import { type Writing, write } from '../../kit/page/write.ts'
import { Card } from '../../kit/primitives/card.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { EmptyState } from '../../kit/primitives/states.tsx'
import { DateTime } from '../../kit/time/date-time.tsx'
import { textsOf } from '../../messages/notices.ts'
import { useMayOperate } from '../may-operate.ts'
import type { Route } from './+types/page-editor.ts'

const pageOf = (name: string) => contentPages.find(each => each === name) ?? ('' as (typeof contentPages)[number])

export const loader = page(async ({ api, params, viewer }: Web<Route.LoaderArgs>) => {
  const shown = await api.showPageAsOperator({ page: pageOf(params.page) })
  const texts = shown.draft?.texts
  const may = viewer.kind === 'user' && viewer.permissions.includes('ops.settings')
  const previews = await Promise.all(
    locales.map(async locale => {
      const markdown = may && texts?.[locale]
      return { locale, html: markdown ? (await api.previewPage({ markdown })).html : null }
    }),
  )
  return { ...shown, previews: previews.flatMap(({ locale, html }) => (html === null ? [] : { locale, html })) }
})

/** Saves the draft and shows it, or publishes it as it was shown. */
export const action = write(async ({ api, form, formName, key, params, url, ...visit }: Writing<Route.ActionArgs>) => {
  const name = pageOf(params.page)
  const revision = Number(form.get('revision'))
  const say = textsOf(visit.locale, 'ops')
  if (formName === 'publish') {
    await api.publishPage({ page: name, revision }, key)
    return goTo(url.pathname, visit, say('pagePublished'))
  }
  const texts = Object.fromEntries(locales.map(locale => [locale, String(form.get(locale) ?? '')]))
  await api.savePageDraft({ page: name, texts, revision }, key)
  return goTo(`${url.pathname}#preview`, visit, say('pageSaved'))
})

export default function PageEditor({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('ops.pages')
  const mayWrite = useMayOperate()('ops.settings')
  const { page: name, draft, versions, previews } = loaderData
  const texts = draft?.texts ?? versions[0]?.texts ?? {}
  return (
    <>
      <PageHeader title={t(`titles.${name}`)} text={t(draft ? 'hasDraft' : 'noDraft')} />
      <div className="grid items-start gap-3 xl:grid-cols-2">
        {mayWrite && (
          <Card title={t('edit')} text={t('editText')}>
            <WriteForm result={actionData} name="save">
              <input type="hidden" name="revision" value={draft?.revision ?? 0} />
              {locales.map(locale => (
                <Field key={locale} name={locale} label={t(`language.${locale}`)} optional>
                  <Textarea
                    rows={14}
                    maxLength={pageMaxCharacters}
                    defaultValue={texts[locale] ?? ''}
                    lang={locale}
                    className="min-h-64 font-mono text-sm"
                  />
                </Field>
              ))}
              <SubmitButton className="self-start">{t('save')}</SubmitButton>
            </WriteForm>
          </Card>
        )}
        <div className="grid gap-3">
          <Card id="preview" title={t('preview')}>
            {previews.length === 0 ? <EmptyState title={t('noPreview')} /> : <Previews previews={previews} />}
            {draft && mayWrite && (
              <ConfirmDialog
                name="publish"
                result={actionData}
                button={t('publish')}
                title={t('publishTitle', { version: draft.version })}
                text={t('publishText')}
                confirm={t('publishNow')}
                tone="primary"
              >
                <input type="hidden" name="revision" value={draft.revision} />
              </ConfirmDialog>
            )}
          </Card>
          <History versions={versions} name={name} />
        </div>
      </div>
    </>
  )
}

type Data = Route.ComponentProps['loaderData']

function Previews({ previews }: Pick<Data, 'previews'>) {
  const t = useTranslations('ops.pages')
  return previews.map(({ locale, html }) => (
    <section key={locale} className="mb-4" aria-label={t(`language.${locale}`)}>
      <h3 className="mb-1 font-semibold text-ink-3 text-sm">{t(`language.${locale}`)}</h3>
      <div
        lang={locale}
        className="prose max-h-96 overflow-y-auto break-words border-line border-l-2 pl-4"
        // biome-ignore lint/security/noDangerouslySetInnerHtml: made of Markdown and reduced to a list of tags by the API
        dangerouslySetInnerHTML={{ __html: html }}
      />
    </section>
  ))
}

function History({ versions, name }: { versions: Data['versions']; name: Data['page'] }) {
  const t = useTranslations('ops.pages')
  const path = name === 'help' || name === 'contact' ? `/${name}` : `/legal/${name}`
  return (
    <Card title={t('history')}>
      {versions.length === 0 ? (
        <EmptyState title={t('noHistory')} />
      ) : (
        <ul>
          {versions.map(({ version, texts, published_at }) => (
            <li key={version} className="flex flex-wrap gap-x-3 border-line border-t py-2 first:border-t-0">
              <span className="font-medium">{t('version', { version })}</span>
              <DateTime at={published_at} />
              {locales
                .filter(locale => texts[locale])
                .map(locale => (
                  <a key={locale} href={`${shopPath(path, locale)}?version=${version}`} className="underline">
                    {t(`language.${locale}`)}
                  </a>
                ))}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

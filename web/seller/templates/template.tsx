import { Copy } from 'lucide-react'
import { Form } from 'react-router'
import { useTranslations } from 'use-intl'
import { formField, isRefused } from '../../kit/forms/refused.ts'
import { KeyField, RefusalText } from '../../kit/forms/write-form.tsx'
import { goTo } from '../../kit/page/flash.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { storePath, useStorePath } from '../../kit/page/store-path.ts'
import { type Writing, write } from '../../kit/page/write.ts'
import { Breadcrumbs } from '../../kit/primitives/breadcrumbs.tsx'
import { Button } from '../../kit/primitives/button.tsx'
import { Callout } from '../../kit/primitives/callout.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { textsOf } from '../../messages/notices.ts'
import type { Route } from './+types/template.ts'
import { carriersFor } from './carriers-for.ts'
import { duplicate } from './duplicate-template.ts'
import { TemplateForm } from './template-form.tsx'
import { fieldsOf, templateInput } from './template-input.ts'

export const loader = page(async ({ api, params }: Web<Route.LoaderArgs>) => {
  const [template, { items: markets }] = await Promise.all([
    api.showTemplate({ template_id: params.id }),
    api.listMarkets({}),
  ])
  return { template, carriers: await carriersFor(api, template), markets }
})

export const action = write(async (writing: Writing<Route.ActionArgs>) => {
  const { api, form, formName, key, params, url, ...visit } = writing
  const template_id = params.id!
  const notice = textsOf(visit.locale, 'seller')
  if (formName === 'duplicate') return duplicate(writing)
  if (formName === 'delete') {
    await api.deleteTemplate({ template_id }, key)
    return goTo(storePath(params.store, '/templates'), visit, notice('templateDeleted'))
  }
  await api.updateTemplate({ ...templateInput(fieldsOf(form), visit.locale), template_id }, key)
  return goTo(url.pathname, visit, notice('saved'))
})

export default function Template({ loaderData: { template, carriers, markets }, actionData }: Route.ComponentProps) {
  const at = useStorePath()
  const t = useTranslations('seller')
  return (
    <>
      <PageHeader
        above={<Breadcrumbs path={[{ to: at('/templates'), label: t('templates.title') }]} />}
        title={template.name}
        text={t('template.usedBy', { count: template.products })}
        actions={
          <>
            <Form method="post">
              <KeyField />
              <input type="hidden" name={formField} value="duplicate" />
              <input type="hidden" name="template" value={template.id} />
              <input type="hidden" name="name" value={template.name} />
              <Button type="submit" icon={<Copy size={15} />}>
                {t('templates.duplicate')}
              </Button>
            </Form>
            <Form method="post">
              <KeyField />
              <input type="hidden" name={formField} value="delete" />
              <Button type="submit" variant="danger">
                {t('templates.delete')}
              </Button>
            </Form>
          </>
        }
      />
      {isRefused(actionData) && actionData.formName !== '' && (
        <Callout tone="bad" role="alert" className="mb-3">
          <RefusalText of={actionData} />
        </Callout>
      )}
      <TemplateForm
        key={JSON.stringify(template.zones)}
        template={template}
        products={template.products}
        carriers={carriers}
        markets={markets}
        result={actionData}
      />
    </>
  )
}

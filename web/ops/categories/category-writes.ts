import type { Api } from '#app/web-context.ts'
import { axes, type CategoryState } from '#taxonomy/states.ts'
import { instantOf } from '../../kit/time/market-time.ts'
import { readIn } from '../../kit/units.ts'
import { writePermission } from '../permissions/permissions.tsx'
import { addCategoryOf } from './category-add.tsx'

/** The form's field of an allowed value: `allowed.red`. */
export const allowedField = 'allowed.'

type Writing = { api: Api; form: FormData; key: string | undefined }

/** Executes a form of a category's page; `formName` is its kind, followed by a colon and its subject. */
export async function writeCategory(category: string, formName: string, { api, form, key }: Writing) {
  const text = (name: string) => String(form.get(name) ?? '')
  const changed = { category, revision: Number(text('revision')), reason: text('reason') }
  switch (formName.split(':')[0]) {
    case 'settings':
      await api.updateCategory({ ...changed, ...settingsOf(text) }, key)
      return 'categorySaved'
    case 'ask':
      await api.assignAttribute(
        { ...changed, attribute: text('attribute'), required: form.has('required'), allowed: allowedOf(form) },
        key,
      )
      return 'attributeAdded'
    case 'drop':
      await api.unassignAttribute({ ...changed, attribute: text('attribute') }, key)
      return 'attributeRemoved'
    case 'rate': {
      const from = text('effective_at')
      const effective_at = from ? instantOf(from) : null
      await api.setRate({ ...changed, rate_bps: readIn('bps', text('rate_bps')), effective_at }, key)
      return 'rateSet'
    }
    case 'rate-withdraw':
      await api.withdrawRate({ ...changed, rate_id: formName.split(':')[1]! }, key)
      return 'rateWithdrawn'
    case 'add':
      await addCategoryOf(api, form, category, key)
      return 'categoryAdded'
    default:
      return writePermission(api, form, { category }, key)
  }
}

/** Empty fields are inherited. */
const settingsOf = (text: (name: string) => string) => ({
  names: { en: text('names.en'), fr: text('names.fr') },
  state: (text('state') || null) as CategoryState | null,
  axes: text('axes') ? axes.filter(axis => [axis, 'both'].includes(text('axes'))) : null,
})

/** Null when all are checked: values added to the attribute later are then allowed too. */
function allowedOf(form: FormData): string[] | null {
  const allowed = [...form.keys()]
    .filter(name => name.startsWith(allowedField))
    .map(name => name.slice(allowedField.length))
  return allowed.length === Number(form.get('values')) ? null : allowed
}

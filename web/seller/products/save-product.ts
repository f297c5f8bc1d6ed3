import type { Api, WebContext } from '#app/web-context.ts'
import type { Locale } from '../../kit/i18n.tsx'
import { isRefusal, type Refusal } from '../../kit/page/refusal.ts'
import { refusalTexts } from '../../messages/refusal-texts.ts'
import {
  type Again,
  type Conflict,
  type Conflicts,
  changesBetween,
  merge,
  type Product,
  type Read,
  readOf,
  type SaveRefused,
  stockChanges,
  type Values,
  withTheirs,
} from './product-values.ts'

type Saving = { visit: WebContext; product_id: string; form: FormData; key: string | undefined; read: Read }

/**
 * Saves the changes of a product, then of its stock. When somebody else saved it meanwhile and no field was changed by
 * both, both changes are kept. Otherwise, and after a refusal, returns how the form continues.
 */
export async function saveProduct(saving: Saving, typed: Values): Promise<SaveRefused | null> {
  const { visit, product_id, form, key } = saving
  const { api } = visit
  let { read } = saving
  let submitted = typed
  for (const [name, side] of form)
    if (name.startsWith('take.') && side === 'now')
      submitted = withTheirs(read.values, submitted, name.slice('take.'.length))
  for (let attempt = 1; ; attempt++) {
    const patch = changesBetween(read.values, submitted)
    try {
      if (patch) await api.updateProduct({ product_id, revision: read.revision, ...patch }, key)
      break
    } catch (error) {
      if (!isRefusal(error) || error.code === 'request.not_signed_in') throw error
      const product = await api.showStoreProduct({ product_id })
      if (error.code !== 'product.changed_meanwhile')
        return refused(saving, error, { read, product: await shown(api, product, typed), conflicts: conflictsIn(form) })
      const now = readOf(product)
      const { values, conflicts } = merge(read.values, submitted, now.values)
      if (conflicts.length === 0 && attempt < 3) {
        read = now
        submitted = values
        continue
      }
      return refused(saving, error, await conflicting(saving, error, product, values, conflicts))
    }
  }
  const changes = stockChanges(read.values, submitted)
  if (changes.length === 0) return null
  try {
    await api.adjustStock({ changes }, key)
    return null
  } catch (error) {
    if (!isRefusal(error) || error.code === 'request.not_signed_in') throw error
    const at = (path: string) =>
      path.replace(/^changes\.(\d+)\.to$/, (_, n) => fieldOf(submitted, changes[n]!.variant_id))
    const issues = (error.params.issues as { path: string }[] | undefined)?.map(issue => ({
      ...issue,
      path: at(issue.path),
    }))
    if (issues) Object.assign(error, { params: { issues } })
    // the product itself is saved by now
    const product = await api.showStoreProduct({ product_id })
    const now = readOf(product).values
    const counted = new Map(submitted.variants.map(({ id, on_hand }) => [id, on_hand]))
    const variants = now.variants.map(variant => ({ ...variant, on_hand: counted.get(variant.id) ?? variant.on_hand }))
    const { values, conflicts } = merge({ ...now, variants: seenIn(read.values, now) }, { ...now, variants }, now)
    return refused(saving, error, await conflicting(saving, error, product, values, conflicts))
  }
}

/** The units field of a variant. */
const fieldOf = ({ variants }: Values, id: string): string =>
  `variants.${variants.findIndex(variant => variant.id === id)}.on_hand`

/** The current variants, with the units that the form was loaded with. */
const seenIn = (read: Values, now: Values) =>
  now.variants.map(variant => ({
    ...variant,
    on_hand: read.variants.find(({ id }) => id === variant.id)?.on_hand ?? variant.on_hand,
  }))

async function conflicting(
  { visit: { api, locale } }: Saving,
  { params }: Refusal,
  product: Product,
  values: Values,
  fields: readonly Conflict[],
): Promise<Again> {
  const keys = fields
    .filter(({ path }) => path === 'category')
    .flatMap(({ mine, now }) => [mine, now].map(side => (side as Values).category))
  const named = keys.flatMap(key => (key === null ? [] : [nameOf(api, locale, key)]))
  const [names, again] = await Promise.all([Promise.all(named), shown(api, product, values)])
  const { changed_by: by = null, changed_at: at = null } = params as { changed_by?: string; changed_at?: string }
  const conflicts = fields.length > 0 ? { by, at, fields, names: Object.fromEntries(names) } : null
  return { read: readOf(product), product: again, conflicts }
}

const nameOf = async (api: Api, locale: Locale, category: string): Promise<[string, string]> => {
  const { path } = await api.showStoreCategory({ category, locale })
  return [category, path.map(({ name }) => name).join(' › ')]
}

/** The product as the form should show it: with these values and their pictures. */
async function shown(api: Api, product: Product, values: Values): Promise<Product> {
  const known = new Set(product.files.map(({ id }) => id))
  const named = new Set([...values.pictures, ...values.variants.flatMap(({ picture }) => picture ?? [])])
  const files = await Promise.all([...named].filter(id => !known.has(id)).map(file_id => api.showPicture({ file_id })))
  const reserved = new Map(product.stock.map(row => [row.variant_id, row.reserved]))
  const variants = values.variants.map((variant, n) => ({ ...variant, id: variant.id ?? `new ${n}` }))
  return {
    ...product,
    ...values,
    processing_days: values.processing_days ?? product.processing_days,
    variants,
    files: [...product.files, ...files.map(file => ({ ...file, cropped_from: null }))],
    stock: variants.map(({ id, on_hand }) => ({ variant_id: id, on_hand, reserved: reserved.get(id) ?? 0 })),
  }
}

function refused({ visit, form }: Saving, error: Refusal, again: Again): SaveRefused {
  const texts = Object.fromEntries([...form].filter((field): field is [string, string] => typeof field[1] === 'string'))
  const rebuilt =
    again.conflicts !== null || error.code.endsWith('changed_meanwhile') || error.code.startsWith('stock.')
  return {
    refused: { code: error.code, ...refusalTexts(visit.locale, error, texts) },
    formName: '',
    // a form with merged values shows those
    values: rebuilt ? {} : Object.fromEntries(Object.entries(texts).filter(([name]) => !name.startsWith('_'))),
    nextKey: visit.formKey,
    again,
  }
}

/** The values the form was loaded with; null when they cannot be read. */
export function readIn(form: FormData): Read | null {
  try {
    const read = JSON.parse(String(form.get('read'))) as Read
    return Array.isArray(read.values.variants) ? read : null
  } catch {
    return null
  }
}

const conflictsIn = (form: FormData): Conflicts | null => {
  try {
    return JSON.parse(String(form.get('conflicts') ?? 'null')) as Conflicts | null
  } catch {
    return null
  }
}

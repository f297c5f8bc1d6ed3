import { type Db, sql } from '#platform/db.ts'
import { invalidateCaches } from '#platform/policy.ts'
import { inTx } from '#platform/tx.ts'
import { inheritStates } from '#taxonomy/state-of.ts'

/** The default category of test products: color and size, nothing required. */
export const testCategory = 'test-things'

/**
 * A test department next to the existing ones: an open leaf with an attribute of each kind, one required; one without
 * axes; one special; one closed.
 */
export function plantTree(db: Db): Promise<void> {
  return inTx(db, 'plant a tree', async tx => {
    const names = (en: string, fr = en) => JSON.stringify({ en, fr })
    await sql`
      insert into taxonomy.categories (key, parent, path, names, position, state, axes, leaf) values
        ('test-goods', null, array['test-goods'], ${names('Test goods', 'Articles d’essai')}, 999, 'open', '{color,size}', false),
        (${testCategory}, 'test-goods', array['test-goods', 'test-things'], ${names('Test things', 'Choses d’essai')}, 0, null, null, true),
        ('test-mugs', 'test-goods', array['test-goods', 'test-mugs'], ${names('Test mugs', 'Tasses d’essai')}, 1, null, '{color}', true),
        ('test-tickets', 'test-goods', array['test-goods', 'test-tickets'], ${names('Test tickets', 'Billets d’essai')}, 2, null, '{}', true),
        ('test-vitamins', 'test-goods', array['test-goods', 'test-vitamins'], ${names('Test vitamins', 'Vitamines d’essai')}, 3, 'special', null, true),
        ('test-programs', 'test-goods', array['test-goods', 'test-programs'], ${names('Test programs', 'Logiciels d’essai')}, 4, 'closed', null, true)
    `.execute(tx)
    await inheritStates(tx, 'test-goods')
    await sql`
      insert into taxonomy.attributes (key, names, kind, unit) values
        ('color', ${names('Color', 'Couleur')}, 'choice', null),
        ('test_glaze', ${names('Glaze', 'Émail')}, 'choice', null),
        ('test_uses', ${names('Uses', 'Usages')}, 'choices', null),
        ('test_volume', ${names('Volume', 'Contenance')}, 'number', 'ml'),
        ('test_maker', ${names('Maker', 'Artisan')}, 'text', null),
        ('test_oven', ${names('Goes in the oven', 'Va au four')}, 'yes_no', null)
      on conflict do nothing
    `.execute(tx)
    await sql`
      insert into taxonomy.attribute_values (attribute, key, names, position) values
        ('color', 'red', ${names('Red', 'Rouge')}, 0),
        ('color', 'blue', ${names('Blue', 'Bleu')}, 1),
        ('test_glaze', 'matt', ${names('Matt', 'Mat')}, 0),
        ('test_glaze', 'glossy', ${names('Glossy', 'Brillant')}, 1),
        ('test_uses', 'tea', ${names('Tea', 'Thé')}, 0),
        ('test_uses', 'soup', ${names('Soup', 'Soupe')}, 1)
      on conflict do nothing
    `.execute(tx)
    await sql`
      insert into taxonomy.category_attributes (category, attribute, required, position) values
        ('test-mugs', 'test_glaze', true, 0),
        ('test-mugs', 'test_uses', false, 1),
        ('test-mugs', 'test_volume', false, 2),
        ('test-mugs', 'test_maker', false, 3),
        ('test-mugs', 'test_oven', false, 4)
    `.execute(tx)
    await invalidateCaches(tx)
  })
}

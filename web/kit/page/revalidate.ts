/**
 * For pages whose data may be the reason of a refusal (a total that changed): `export { evenWhenRefused as
 * shouldRevalidate } from '…'`. By default a refused form keeps the page's old data, so with script the buyer would be
 * refused again for the same old total.
 */
export const evenWhenRefused = (): true => true

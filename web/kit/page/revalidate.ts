import type { ShouldRevalidateFunctionArgs } from 'react-router'

/**
 * For pages whose data may be the reason of a refusal (a total that changed): `export { evenWhenRefused as
 * shouldRevalidate } from '…'`. By default a refused form keeps the page's old data, so with script the buyer would be
 * refused again for the same old total. Not after an
 * unreachable server (503): it would not answer now either.
 */
export const evenWhenRefused = ({ actionStatus }: ShouldRevalidateFunctionArgs): boolean => actionStatus !== 503

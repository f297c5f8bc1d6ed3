/**
 * For a page whose data may be the very reason of a refusal (a total that changed):
 * `export { evenWhenRefused as shouldRevalidate } from '…'`. By default a refused form leaves what is shown as it was,
 * and with script the buyer would be refused for the same old total again.
 */
export const evenWhenRefused = (): true => true

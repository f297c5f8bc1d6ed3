/**
 * How long a test waits for something that will happen: until then it is slow, after it it hangs. Nothing is measured by
 * it. Beside other work a machine takes ten times as long as alone, and what passes does not wait for the limit.
 */
export const hangsAfterMs = 120_000

/** The same for a whole test: its waits, one after the other. */
export const testHangsAfterMs = 15 * hangsAfterMs

/** Whether a name has letters of another script than Latin: banks ask for a second name then. */
export const needsLatinName = (legalName: string): boolean => /[^\P{Letter}\p{Script=Latin}]/u.test(legalName)

/** What banks outside a script accept: A–Z, 0–9, space and - . / , with at least two letters. */
export const isLatinName = (name: string): boolean =>
  /^[A-Za-z0-9 \-./,]+$/.test(name) && /[A-Za-z].*[A-Za-z]/.test(name)

/** Limits of a bank account's fields, as typed: spaces and wrong characters get a refusal that names them. */
export const ibanMaxCharacters = 50
/** The longest name in a SEPA file. */
export const holderMaxCharacters = 70
export const bicMaxCharacters = 20

/** Limits of a bank account's fields, as typed: spaces and wrong characters get a refusal that names them. */
export const ibanMaxCharacters = 50
export const accountNumberMaxCharacters = 50
/** The longest name in a bank's file. */
export const holderMaxCharacters = 70
export const bicMaxCharacters = 20
/** The longest address in one line of a bank's form. */
export const bankTextMaxCharacters = 140

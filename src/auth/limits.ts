/** Limits of what users enter about themselves; schema constants, not policy. */
export const userNameMaxCharacters = 100
/** The longest address that mail servers carry. */
export const emailMaxCharacters = 254
export const passwordMinCharacters = 10
export const passwordMaxCharacters = 200
/** Room for a backup code, which is longer than a code of the second factor. */
export const factorCodeMaxCharacters = 20

/** An operator's reason for a change, which is recorded in the audit log. */
export const reasonMinCharacters = 3
export const reasonMaxCharacters = 500

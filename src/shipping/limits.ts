/** Limits of a shipping template's fields; schema constants, not policy. */
export const templateNameMaxCharacters = 60
/** Calendar days from hand-over to delivery. */
export const deliveryDaysMax = 120
/** The limit of a band, in units or grams. */
export const bandMax = 10_000_000

/** The customs union within which parcels cross borders without duties. */
const union = new Set('AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '))

/** Whether duties may be added to what a store in this country sends to the market. */
export const mayCostDuties = (storeCountry: string): boolean => !union.has(storeCountry)

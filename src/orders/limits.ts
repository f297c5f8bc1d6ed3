export const trackingNumberMaxCharacters = 50
export const carrierNameMaxCharacters = 60
export const trackingUrlMaxCharacters = 500

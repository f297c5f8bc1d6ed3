export const trackingNumberMaxCharacters = 50

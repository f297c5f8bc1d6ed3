/** What a buyer chooses between. */
export const services = ['standard', 'express'] as const
export type Service = (typeof services)[number]

export { addCarriers, createTemplate, type Rate, type Template } from '#shipping/save-template.ts'
export { type Service, services } from '#shipping/services.ts'

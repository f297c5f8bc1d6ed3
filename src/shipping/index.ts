export { arrivalOf } from '#shipping/arrival.ts'
export {
  type Rate,
  ratesTo,
  servedIn,
  shippedTo,
  unavailableReasons,
  zonesOf,
} from '#shipping/read-template.ts'
export {
  addCarrier,
  createTemplate,
  deleteTemplate,
  duplicateTemplate,
  keepTemplates,
  lockTemplate,
  updateTemplate,
} from '#shipping/save-template.ts'
export { daysOf, type Measure, priceAt, type Service, services } from '#shipping/services.ts'
export { type Template, TemplateSchema, type Zone } from '#shipping/template.ts'

import type { ApplicationState } from '#sellers/states.ts'
import { applicant, approve, fillApplication, nextStore } from '../applicant.ts'
import { type Actions, pick, type World } from './world.ts'

/** Applications to sell: what applicants fill in, and operators decide. */
export const applicationActions = {
  /** Four people apply; later one of them for another store, if the company sells already. */
  async apply(world) {
    if (world.applicants.length < 4) return world.applicants.push(await applicant(world.market))
    const person = pick(world, world.applicants)
    const { id } = await person.api.applyForStore({ terms: true })
    return world.applicants.push({ ...person, application_id: id })
  },
  async fillIn(world) {
    await fillApplication(pick(world, world.applicants))
  },
  async fillInStore(world) {
    const { api, application_id, email } = pick(world, world.applicants)
    await api.saveStore({ application_id, ...nextStore(email) })
  },
  async submit(world) {
    const { api, application_id } = pick(world, world.applicants)
    await api.submitApplication({ application_id, self_certified: true })
  },
  async approve(world) {
    const { operator, application_id } = await anApplication(world)
    await approve(operator, application_id)
  },
  async sendBack(world) {
    const { operator, application_id } = await anApplication(world)
    await operator.api.sendBackApplication({
      application_id,
      decision: pick(world, ['reject', 'request_changes']),
      ...(world.random(4) ? { reasons: { legal_name: 'chance' } } : {}),
    })
  },
} satisfies Actions

/** A submitted application, and who reviews it; occasionally an application in another state. */
async function anApplication(world: World) {
  const operator = pick(world, world.operators)
  const state: Exclude<ApplicationState, 'draft'> = world.random(4)
    ? 'submitted'
    : pick(world, ['approved', 'rejected'])
  const { items } = await operator.api.listApplications({ state })
  return { operator, application_id: pick(world, items).id }
}

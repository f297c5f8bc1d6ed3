import type { operatorRoles } from '#accounts/roles.ts'
import type { Viewer } from '#app/web-context.ts'
import { useMaybeVisit } from '../kit/page/visit.ts'

export type OperatorPermission = (typeof operatorRoles)['admin'][number]

export const mayOperate = (viewer: Viewer | undefined, permission: OperatorPermission): boolean =>
  viewer?.kind === 'user' && viewer.permissions.includes(permission)

/** Whether the operator may do this: what would be refused is not offered. */
export function useMayOperate(): (permission: OperatorPermission) => boolean {
  const viewer = useMaybeVisit()?.viewer
  return permission => mayOperate(viewer, permission)
}

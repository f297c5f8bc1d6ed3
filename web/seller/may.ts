import type { Permission } from '#accounts/roles.ts'
import { useMaybeVisit } from '../kit/page/visit.ts'

/** Whether the member may do this for the store: what would be refused is not offered. */
export function useMay(): (permission: Permission) => boolean {
  const viewer = useMaybeVisit()?.viewer
  return permission => viewer?.kind === 'user' && viewer.permissions.includes(permission)
}

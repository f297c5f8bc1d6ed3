import { redirect } from 'react-router'
import { type Writing, write } from '../kit/page/write.ts'
import type { Route } from './+types/log-out.ts'

/** Logging out is a write, so a link cannot do it. */
export const loader = () => redirect('/')

export const action = write(async ({ api }: Writing<Route.ActionArgs>) => {
  await api.logOut({})
  return redirect('/', 303)
})

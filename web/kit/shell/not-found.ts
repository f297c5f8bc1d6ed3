import { data } from 'react-router'

/** Catches all unknown addresses; the audience's layout shows the error in its frame. */
export function loader(): never {
  throw data(null, { status: 404 })
}

export default function NotFound() {
  return null
}

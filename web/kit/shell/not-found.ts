import { data } from 'react-router'

/** Answers every address that no page has; the audience's layout shows the error in its frame. */
export function loader(): never {
  throw data(null, { status: 404 })
}

export default function NotFound() {
  return null
}

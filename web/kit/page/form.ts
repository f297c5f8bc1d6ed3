import { data } from 'react-router'

/** The form that was sent. One that cannot be read (cut off, without a boundary, of another type) is answered 400. */
export async function formOf(request: Request): Promise<FormData> {
  try {
    return await request.formData()
  } catch {
    throw data({ code: 'request.invalid' }, { status: 400 })
  }
}

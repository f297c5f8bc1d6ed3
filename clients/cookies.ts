/** A `fetch` that keeps the session cookie, as a browser would. */
export function withCookie(): typeof fetch {
  let cookie = ''
  return async (input, init) => {
    const request = new Request(input, init)
    if (cookie) request.headers.set('cookie', cookie)
    const response = await fetch(request)
    const [sent] = response.headers.getSetCookie()
    if (sent) cookie = sent.slice(0, sent.indexOf(';'))
    return response
  }
}

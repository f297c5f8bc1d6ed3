import type { RouterContextProvider } from 'react-router'
import { expect, test } from 'vitest'
import { handleError } from './entry.server.tsx'

test('what a visitor can ask for wrongly is an answer; all else is reported as a bug', () => {
  const reported: unknown[] = []
  const context = {
    get: () => ({ report: (error: unknown) => reported.push(error) }),
  } as unknown as RouterContextProvider
  const response = (status: number) => ({ status, statusText: '', internal: true, data: 'no loader for route "prefs"' })
  const bug = new Error('a bug')
  for (const error of [response(400), response(405), response(500), bug])
    handleError(error, { request: new Request('http://localhost/prefs'), context })
  expect(reported).toEqual([response(500), bug])
})

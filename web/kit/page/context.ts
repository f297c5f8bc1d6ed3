import { createContext } from 'react-router'
import type { WebContext } from '#app/web-context.ts'

/** What loaders and actions get by `context.get(webContext)`; `page` and `write` do it for you. */
export const webContext = createContext<WebContext>()

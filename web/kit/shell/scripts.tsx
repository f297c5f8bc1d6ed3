import { type ContextType, useContext, useEffect, useState } from 'react'
import {
  Scripts as AtOnce,
  UNSAFE_DataRouterDataContext as RouterData,
  UNSAFE_FrameworkContext as RouterFramework,
  UNSAFE_DataRouterStateContext as RouterState,
} from 'react-router'
import { useMaybeVisit } from '../page/visit.ts'

/** What a route exports as `handle` when its page changes by itself: its script does not wait for anybody. */
export type ByItself = { readonly byItself: true }

/**
 * Brings the page to life: consoles at once, the storefront at the first sign that somebody is there (a pointer, a
 * touch, a key). All its pages work without script, and who only looks at one should not pay for 130 kB. At once too
 * where script has something to say: a notice, a refused form, a page that changes by itself.
 *
 * Until it runs, forms that send themselves when something is chosen press the button they have for browsers without
 * script, and a click on a button that needs script is kept and done then.
 */
export function Scripts({ patient }: { patient: boolean }) {
  const flash = useMaybeVisit()?.flash
  const { matches } = useContext(RouterState)!
  const refused = useContext(RouterData)!.actionData
  // which of the two is for the document: later pages come by the script that runs
  const [waits] = useState(() => {
    const byItself = matches.some(match => (match.route.handle as Partial<ByItself> | undefined)?.byItself)
    return import.meta.env.PROD && patient && !flash && !refused && !byItself
  })
  return waits ? <AtFirstSign /> : <AtOnce />
}

declare global {
  interface Window {
    /** The buttons that were clicked before the script ran. */
    clickedEarly?: HTMLButtonElement[]
    hydrated?: true
  }
}

/** The same as React Router's `<Scripts>` writes, as a function that waits for its call. */
function AtFirstSign() {
  const framework = useContext(RouterFramework)!
  const { matches } = useContext(RouterState)!
  if (framework.renderMeta) framework.renderMeta.didRenderScripts = true // the page's data then follows the page
  useEffect(() => {
    window.hydrated = true
    for (const button of window.clickedEarly?.splice(0) ?? []) button.click()
  }, [])
  return (
    <script
      nonce={framework.nonce}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: nothing of a visitor's is in it but what the router wrote for a script
      dangerouslySetInnerHTML={{
        __html: import.meta.env.SSR
          ? waiting(
              framework,
              matches.map(match => match.route.id),
            )
          : '',
      }}
    />
  )
}

type Framework = NonNullable<ContextType<typeof RouterFramework>>

function waiting({ manifest, serverHandoffString }: Framework, ids: readonly string[]): string {
  const routes = Object.fromEntries(ids.map(id => [id, manifest.routes[id]!]))
  const modules = Object.values(routes).map(route => route.module)
  const others = new Set([...manifest.entry.imports, ...Object.values(routes).flatMap(route => route.imports ?? [])])
  return `window.__reactRouterContext=${serverHandoffString};
window.__reactRouterContext.stream=new ReadableStream({start(c){window.__reactRouterContext.streamController=c}}).pipeThrough(new TextEncoderStream());
window.__reactRouterManifest=${JSON.stringify({ ...manifest, routes })};
(${listen})(${JSON.stringify([...modules, ...others])},${JSON.stringify(ids)},${JSON.stringify(manifest.entry.module)})`
}

/**
 * Runs in the browser as text, before anything is loaded: it must not refer to anything outside. Browsers also report a
 * pointer that stands still, when the page moves under it: that is nobody's sign.
 */
const listen = `(files,ids,entry)=>{
const signs=['pointermove','pointerdown','touchstart','wheel','keydown','focusin','click'];
const start=({type,movementX,movementY})=>{
if(type==='pointermove'&&!movementX&&!movementY)return;
for(const sign of signs)removeEventListener(sign,start,true);
Promise.all(files.map(file=>import(file))).then(modules=>{
window.__reactRouterRouteModules=Object.fromEntries(ids.map((id,n)=>[id,modules[n]]));return import(entry)})};
for(const sign of signs)addEventListener(sign,start,{capture:true,passive:true});
window.clickedEarly=[];
addEventListener('click',({target})=>{const button=target.closest?.('button[type=button]:not([popovertarget],[commandfor])');
if(button&&!window.hydrated)window.clickedEarly.push(button)},true);
addEventListener('change',({target})=>{const button=!window.hydrated&&target.form?.querySelector('button.needs-no-script');
if(button)target.form.requestSubmit(button)})}`

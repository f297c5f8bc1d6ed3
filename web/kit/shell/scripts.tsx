import { type ContextType, useContext, useEffect, useState } from 'react'
import {
  UNSAFE_DataRouterDataContext as RouterData,
  UNSAFE_FrameworkContext as RouterFramework,
  UNSAFE_DataRouterStateContext as RouterState,
  Scripts as ScriptsAtOnce,
} from 'react-router'
import { useMaybeVisit } from '../page/visit.ts'

/** A route's `handle` when its page updates on its own: its script loads without waiting for an interaction. */
export type ScriptHandle = { readonly scriptAtOnce: true }

/**
 * The page's scripts. Without `deferred` (consoles) they load at once. With it (the storefront) they load at the first
 * interaction: a pointer that moves, a touch, a key. Every storefront page works without script, and a visitor who only
 * looks should not download 130 kB. They load at once there too when script has something to show: a notice, a refused
 * form, a page that updates on its own.
 *
 * Until they run, a form that submits on change uses the button it has for browsers without script (for its
 * section only, if it stands in one), and a click on a button that needs script is queued and repeated once they run.
 * A form with `data-hold` waits for them for a few seconds, so that the page stays where it is; then it is sent without.
 */
export function Scripts({ deferred }: { deferred: boolean }) {
  const flash = useMaybeVisit()?.flash
  const { matches } = useContext(RouterState)!
  const refused = useContext(RouterData)!.actionData
  // decided once per document: later pages are loaded by the script that then runs
  const [waitsForInteraction] = useState(() => {
    const atOnce = matches.some(match => (match.route.handle as Partial<ScriptHandle> | undefined)?.scriptAtOnce)
    return import.meta.env.PROD && deferred && !flash && !refused && !atOnce
  })
  return waitsForInteraction ? <ScriptsOnInteraction /> : <ScriptsAtOnce />
}

declare global {
  interface Window {
    /** The buttons that were clicked before the script ran. */
    clickedEarly?: HTMLButtonElement[]
    /** The forms with `data-hold` that were sent before the script ran, each with its button. */
    sentEarly?: [HTMLFormElement, HTMLElement | null][]
    hydrated?: true
  }
}

/** Writes what React Router's `<Scripts>` writes, but loads it at the first interaction. */
function ScriptsOnInteraction() {
  const framework = useContext(RouterFramework)!
  const { matches } = useContext(RouterState)!
  // React Router then sends the page's data after the page
  if (framework.renderMeta) framework.renderMeta.didRenderScripts = true
  useEffect(() => {
    window.hydrated = true
    for (const button of window.clickedEarly?.splice(0) ?? []) button.click()
    for (const [form, button] of window.sentEarly?.splice(0) ?? []) form.requestSubmit(button)
  }, [])
  return (
    <script
      nonce={framework.nonce}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: contains no visitor input except what the router has serialized for a script
      dangerouslySetInnerHTML={{
        __html: import.meta.env.SSR
          ? scriptOnInteraction(
              framework,
              matches.map(match => match.route.id),
            )
          : '',
      }}
    />
  )
}

type Framework = NonNullable<ContextType<typeof RouterFramework>>

function scriptOnInteraction({ manifest, serverHandoffString }: Framework, ids: readonly string[]): string {
  const routes = Object.fromEntries(ids.map(id => [id, manifest.routes[id]!]))
  const modules = Object.values(routes).map(route => route.module)
  const others = new Set([...manifest.entry.imports, ...Object.values(routes).flatMap(route => route.imports ?? [])])
  return `window.__reactRouterContext=${serverHandoffString};
window.__reactRouterContext.stream=new ReadableStream({start(c){window.__reactRouterContext.streamController=c}}).pipeThrough(new TextEncoderStream());
window.__reactRouterManifest=${JSON.stringify({ ...manifest, routes })};
(${loadOnInteraction})(${JSON.stringify([...modules, ...others])},${JSON.stringify(ids)},${JSON.stringify(manifest.entry.module)})`
}

/**
 * Written into the page as text, so it must not refer to anything outside itself. Browsers also report `pointermove` for
 * a pointer that stands still while the page moves under it, which is no interaction.
 */
const loadOnInteraction = `(files,ids,entry)=>{
const interactions=['pointermove','pointerdown','touchstart','wheel','keydown','focusin','click'];
const start=({type,movementX,movementY})=>{
if(type==='pointermove'&&!movementX&&!movementY)return;
for(const type of interactions)removeEventListener(type,start,true);
Promise.all(files.map(file=>import(file))).then(modules=>{
window.__reactRouterRouteModules=Object.fromEntries(ids.map((id,n)=>[id,modules[n]]));return import(entry)})};
for(const type of interactions)addEventListener(type,start,{capture:true,passive:true});
window.clickedEarly=[];window.sentEarly=[];
addEventListener('submit',event=>{const {target,submitter}=event;
if(window.hydrated||target.dataset.hold===undefined)return;
event.preventDefault();
if(window.sentEarly.length)return;
window.sentEarly.push([target,submitter]);
setTimeout(()=>{if(!window.hydrated){delete target.dataset.hold;window.sentEarly=[];target.requestSubmit(submitter)}},4000)},true);
addEventListener('click',({target})=>{const button=target.closest?.('button[type=button]:not([popovertarget],[commandfor])');
if(button&&!window.hydrated)window.clickedEarly.push(button)},true);
addEventListener('change',({target})=>{const button=!window.hydrated&&target.form?.querySelector('button.without-script');
if(button&&button.closest('section,form').contains(target))target.form.requestSubmit(button)})}`

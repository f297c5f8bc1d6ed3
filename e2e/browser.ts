import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

/** A Chromium of this machine, or the one from the packages: tests download nothing. */
export async function openBrowser(): Promise<Browser> {
  const installed = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
    path => path && existsSync(path),
  )
  if (installed) return chromium.launch({ executablePath: installed, args: [...quiet, '--no-sandbox'] })
  const { default: packaged } = await import('@sparticuz/chromium')
  const args = packaged.args.filter(arg => arg !== '--single-process' && arg !== '--no-zygote')
  return chromium.launch({ executablePath: await packaged.executablePath(), args: [...args, ...quiet] })
}

/** No look-ups of updates or accounts. */
const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run']

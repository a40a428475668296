import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const KNOWN = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Where Chromium is: `CHROMIUM_PATH`, or the usual places of a Linux distribution. */
const chromiumPath = (): string => {
  const path = [process.env.CHROMIUM_PATH, ...KNOWN].find((candidate) => candidate && existsSync(candidate))
  if (!path)
    throw new Error('The browser tests need Chromium: install it (apt-get install chromium) or set CHROMIUM_PATH.')
  return path
}

/** Opens a browser without a window; close it in `afterAll`. A machine without Chromium fails, it does not skip. */
export const openBrowser = (): Promise<Browser> => chromium.launch({ executablePath: chromiumPath(), args: FLAGS })

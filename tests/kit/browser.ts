import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

/** First the one without windows: the same engine for two thirds of the processor time. */
const KNOWN = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'].map(
  (name) => `/usr/bin/${name}`,
)

/** What Playwright switches off itself: of two such flags Chromium reads the last alone. */
const UNWANTED_FEATURES = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
]
/** Suggestions of the address bar are a page of four hundred scripts, loaded for each window though nobody sees it. */
const WINDOW_PARTS = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup']

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${[...UNWANTED_FEATURES, ...WINDOW_PARTS].join()}`,
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

import type { Browser, Frame, Page } from 'playwright-core'

export interface TabOptions {
  readonly origin: string
  /** Page and query inside the tab, such as `portfolio?priority=1`. */
  readonly path?: string
  readonly theme?: 'default' | 'dark' | 'contrast'
  /** Locale of the Teams client, `fr-be` unless told. */
  readonly locale?: string
  readonly viewport?: { readonly width: number; readonly height: number }
  /** The token that Teams would give the signed-in person. */
  token(): Promise<string>
  /** Called before the tab is opened, to listen to the page or change what it receives. */
  prepare?(page: Page): Promise<void>
}

export interface OpenTab {
  readonly page: Page
  /** The tab itself, inside the frame. */
  readonly frame: Frame
  setTheme(theme: string): Promise<void>
  close(): Promise<void>
}

/** The part of Teams that a tab talks to: handshake, context, token and theme, in the protocol of teams-js 2. */
const hostPage = (theme: string, locale: string): string => `<!doctype html>
<html lang="fr"><meta charset="utf-8"><title>Teams</title>
<body style="margin:0"><iframe name="tab" title="Gouvernail" style="border:0;display:block;width:100vw;height:100vh"></iframe>
<script>
const tab = document.querySelector('iframe')
const supports = { pages: {}, dialog: {} }
const answers = {
  initialize: async () => ['content', 'web', JSON.stringify({ apiVersion: 4, isLegacyTeams: false, supports }), '2.58.0'],
  getContext: async () => [{ locale: ${JSON.stringify(locale)}, theme: ${JSON.stringify(theme)}, entityId: 'portfolio',
    subEntityId: '', sessionId: 'test', hostName: 'Teams', hostClientType: 'web', tid: 'test', userObjectId: 'test' }],
  'authentication.getAuthToken': async () => [true, await window.teamsToken()],
}
addEventListener('message', async ({ data, source, origin }) => {
  const answer = data && answers[data.func]
  if (answer) source.postMessage({ id: data.id, uuidAsString: data.uuidAsString, args: await answer() }, origin)
})
window.pushTheme = (theme) => tab.contentWindow.postMessage({ func: 'themeChange', args: [theme] }, location.origin)
tab.src = '/tab.html' + location.hash
</script>`

/** Opens the tab as Teams does: in a frame of the same origin that answers its handshake. */
export const openTab = async (browser: Browser, options: TabOptions): Promise<OpenTab> => {
  const { origin, path = 'portfolio', theme = 'default', locale = 'fr-be' } = options
  const viewport = options.viewport ?? { width: 1600, height: 900 }
  const context = await browser.newContext({ viewport, locale, reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.exposeFunction('teamsToken', options.token)
  await page.route(`${origin}/teams`, (route) =>
    route.fulfill({ contentType: 'text/html; charset=utf-8', body: hostPage(theme, locale) }),
  )
  await options.prepare?.(page)
  await page.goto(`${origin}/teams#/${path}`)
  const frame = page.frame({ name: 'tab' })
  if (!frame) throw new Error('the host page has no tab')
  return {
    page,
    frame,
    setTheme: async (name) => {
      await page.evaluate(`pushTheme(${JSON.stringify(name)})`)
    },
    close: () => context.close(),
  }
}

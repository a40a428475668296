import type { Browser, BrowserContext, Page } from 'playwright-core'
import { Projects } from '../../src/lists/projects'
import { openBrowser } from '../kit/browser'
import { idOf } from '../kit/personas'
import { type Stack, startStack } from '../kit/stack'
import { openClient } from '../kit/teams-client'

/** Signing in where Teams does not do it, and the consent that Microsoft may ask for, in a real browser. */
let stack: Stack
let browser: Browser

const OFFICER = 'Inès Vandamme'
const VIEWPORT = { width: 1600, height: 900 }

beforeAll(async () => {
  stack = await startStack({ seed: true })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await stack?.close()
})
afterEach(() => stack.tenant.faults.clear())

/** A browser that knows nothing of anybody; whatever its console complains of ends in `complaints`. */
const freshPage = async (complaints: string[] = []): Promise<{ context: BrowserContext; page: Page }> => {
  const context = await browser.newContext({ locale: 'fr-BE', viewport: VIEWPORT })
  const page = await context.newPage()
  // teams-js asks Microsoft for its list of hosts; there may be no network here.
  await page.route('https://res.cdn.office.net/**', (route) => route.fulfill({ json: {} }))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  return { context, page }
}

const signInAs = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('heading', { name: 'Choisissez un compte' }).waitFor()
  await page.getByRole('link', { name }).click()
}

test('at the address of a tab a plain browser signs the person in and shows what was asked for', async () => {
  const complaints: string[] = []
  const { context, page } = await freshPage(complaints)
  await page.goto(`${stack.origin}/tab.html#/portfolio?q=paie`)
  await signInAs(page, OFFICER)
  await page.getByRole('grid').waitFor()
  expect(page.url()).toBe(`${stack.origin}/tab.html#/portfolio?q=paie`)
  // The page's own reload needs nobody: the account is kept as long as the browser's tab.
  await page.reload()
  await page.getByRole('grid').waitFor()
  expect(complaints).toEqual([])
  await context.close()
})

test('a person whom Microsoft refuses is told so, and can begin again', async () => {
  const { context, page } = await freshPage()
  await page.goto(`${stack.origin}/tab.html#error=access_denied`)
  await signInAs(page, OFFICER)
  await page.getByRole('grid').waitFor()
  await context.clearCookies()
  await page.evaluate('sessionStorage.clear()')
  await page.route(/oauth2\/v2.0\/token/, (route) =>
    route.fulfill({
      status: 400,
      json: { error: 'invalid_client', error_description: 'AADSTS7000218: no', error_codes: [7000218] },
      headers: { 'Access-Control-Allow-Origin': '*' },
    }),
  )
  await page.reload()
  await signInAs(page, OFFICER)
  await page.getByRole('alert').getByText('Microsoft ne vous a pas connecté').waitFor()
  await page.unroute(/oauth2\/v2.0\/token/)
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await signInAs(page, OFFICER)
  await page.getByRole('grid').waitFor()
  await context.close()
})

const phaseOf = (number: string) => stack.ctx.lists.find(Projects, number)?.phase

test('in Teams, consent that is missing is asked for in a window, and what was typed is then saved', async () => {
  // Consent is known everywhere only after a while: the first try again comes too early.
  stack.tenant.faults.set({ withoutConsent: [idOf(OFFICER)], visibilityDelayMs: 1_500 })
  const person = await openClient(browser, stack.origin, OFFICER, { at: 'portfolio', viewport: VIEWPORT })
  const { tab, page } = person
  const row = tab.getByRole('row', { name: /P-014/ })
  await row.getByRole('gridcell', { name: 'Réalisation' }).click()
  await tab.getByRole('menuitemradio', { name: 'Clôture' }).click()
  const dialog = tab.getByRole('dialog', { name: 'Microsoft 365 demande votre accord' })
  const open = async (): Promise<Page> => {
    const [window] = await Promise.all([
      page.waitForEvent('popup'),
      dialog.getByRole('button', { name: 'Continuer avec Microsoft' }).click(),
    ])
    await window.getByRole('heading', { name: 'Autorisations demandées' }).waitFor()
    return window
  }
  const first = await open()
  await first.getByRole('link', { name: 'Annuler' }).click()
  await dialog.getByText('L’accord n’a pas été donné.').waitFor()
  expect(phaseOf('P-014')).toBe('execution')
  const second = await open()
  await second.getByRole('link', { name: 'Accepter' }).click()
  await tab.getByText('P-014, Phase : enregistré.').waitFor()
  expect(phaseOf('P-014')).toBe('closure')
  await person.close()
})

test('in a plain browser the window answers the page itself', async () => {
  stack.tenant.faults.set({ signInAgain: [idOf(OFFICER)] })
  const { context, page } = await freshPage()
  await page.goto(`${stack.origin}/tab.html#/portfolio`)
  await signInAs(page, OFFICER)
  const row = page.getByRole('row', { name: /P-014/ })
  await row.getByRole('gridcell', { name: /^(Réalisation|Clôture)$/ }).click()
  await page.getByRole('menuitemradio', { name: 'Préparation' }).click()
  const dialog = page.getByRole('dialog', { name: 'Microsoft 365 demande votre accord' })
  const [window] = await Promise.all([
    page.waitForEvent('popup'),
    dialog.getByRole('button', { name: 'Continuer avec Microsoft' }).click(),
  ])
  await window.getByRole('link', { name: 'Accepter' }).click()
  await page.getByText('P-014, Phase : enregistré.').waitFor()
  expect(phaseOf('P-014')).toBe('preparation')
  await context.close()
})

/** The bridge that Office puts into a page (nested app authentication), answering with the local directory's tokens. */
const officeBridge = (token: string, account: object): string => `
  const listeners = []
  const send = (message) => setTimeout(() => { for (const listener of listeners) listener(JSON.stringify(message)) }, 0)
  window.nestedAppAuthBridge = {
    addEventListener: (_type, listener) => listeners.push(listener),
    removeEventListener: () => undefined,
    postMessage: (text) => {
      const { requestId, method, tokenParams } = JSON.parse(text)
      const base = { messageType: 'NestedAppAuthResponse', requestId, success: true }
      window.officeAsked = [...(window.officeAsked ?? []), method, tokenParams?.scope ?? '']
      if (method === 'GetInitContext')
        return send({ ...base, initContext: { capabilities: { queryAccount: true }, sdkName: 'Office', sdkVersion: '1' } })
      send({ ...base, token: { access_token: ${JSON.stringify(token)}, expires_in: 3600, id_token: ${JSON.stringify(token)}, scope: tokenParams.scope },
        account: ${JSON.stringify(account)} })
    },
  }`

test('in Office the token comes from the application that holds the pane', async () => {
  const { context, page } = await freshPage()
  const token = await stack.as(OFFICER).token()
  const { tenantId } = stack.tenant.registration
  const id = idOf(OFFICER)
  const account = {
    environment: new URL(stack.tenant.origin).host,
    homeAccountId: `${id}.${tenantId}`,
    localAccountId: id,
    tenantId,
    username: 'ines.vandamme@opnum.example',
  }
  await page.addInitScript(officeBridge(token, account))
  await page.goto(`${stack.origin}/tab.html#/portfolio`)
  await page.getByRole('grid').waitFor()
  const asked = await page.evaluate<string[]>('window.officeAsked')
  expect(asked.join(' ')).toMatch(/GetInitContext .*GetToken .*\/access_as_user/)
  await context.close()
})

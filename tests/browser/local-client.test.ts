import type { Browser } from 'playwright-core'
import { rulesIn } from '../kit/axe-rules'
import { openBrowser } from '../kit/browser'
import { type Stack, startStack } from '../kit/stack'
import { openClient, type Person } from '../kit/teams-client'

/** The local client: be anyone, talk with the bot, open the tabs, in three themes and two languages. */
let stack: Stack
let browser: Browser

const MANAGER = 'Julie Maréchaux'

beforeAll(async () => {
  stack = await startStack({ seed: true })
  browser = await openBrowser()
  await stack.as('Inès Vandamme').post('/api/cycles')
})

afterAll(async () => {
  await browser?.close()
  await stack?.close()
})

const cardOf = (person: Person) => person.page.getByRole('article').last()

test('the client speaks French until told otherwise, and its console stays clean', async () => {
  const context = await browser.newContext({ locale: 'en-US' })
  const page = await context.newPage()
  const hosts: string[] = []
  // The list of hosts that teams-js asks Microsoft for; there may be no network here, and the policy must let the question out.
  await page.route('https://res.cdn.office.net/**', (route) => {
    hosts.push(route.request().url())
    return route.fulfill({
      json: { validOrigins: ['teams.microsoft.com'] },
      headers: { 'Access-Control-Allow-Origin': '*' },
    })
  })
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(`${stack.origin}/#/portfolio`)
  await page.getByRole('heading', { name: 'Qui êtes-vous' }).waitFor()
  await page.keyboard.type('vandamme')
  await page.keyboard.press('Enter')
  await page.frameLocator('iframe').getByRole('grid').waitFor()
  expect(hosts.length).toBeGreaterThan(0)
  expect(complaints).toEqual([])
  await context.close()
})

test('a person is found without accents, chosen by keyboard and remembered', async () => {
  const context = await browser.newContext({ locale: 'fr-BE' })
  const page = await context.newPage()
  await page.goto(`${stack.origin}/`)
  await page.getByRole('heading', { name: 'Qui êtes-vous' }).waitFor()
  await page.keyboard.type('marechaux')
  await page.getByText('1 personne', { exact: true }).waitFor({ state: 'attached' })
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /Julie Maréchaux, changer de personne/ }).waitFor()
  await page.reload()
  await page.getByRole('button', { name: /Julie Maréchaux, changer de personne/ }).click()
  await page.getByRole('heading', { name: 'Récemment' }).waitFor()
  await page.getByRole('button', { name: /Inès Vandamme/ }).click()
  await page.getByRole('button', { name: /Inès Vandamme, changer de personne/ }).waitFor()
  await context.close()
})

test('commands are one click away, and the answer arrives by itself', async () => {
  const person = await openClient(browser, stack.origin, MANAGER)
  await person.page.getByRole('button', { name: 'aide' }).click()
  await person.page.getByRole('article', { name: MANAGER }).getByText('aide').waitFor()
  await person.page.locator('article', { hasText: 'mes projets' }).last().waitFor()
  await person.close()
})

test('a card changes in place, and what was typed for another project stays', async () => {
  const person = await openClient(browser, stack.origin, MANAGER)
  await person.page.getByRole('button', { name: 'statut' }).click()
  await person.page.getByRole('article').nth(2).waitFor()
  const card = cardOf(person)
  const update = card.getByRole('button', { name: 'Mettre à jour' })
  await update.nth(1).click()
  const comment = card.getByLabel(/^Commentaire/).locator('visible=true')
  await comment.fill('Une phrase commencée')
  await card.getByRole('button', { name: 'Inchangé, confirmer' }).first().click()
  await card.getByRole('button', { name: 'Modifier' }).first().waitFor()
  expect(await comment.inputValue()).toBe('Une phrase commencée')
  await person.close()
})

test('a link of a card opens its tab inside the client, and the address follows', async () => {
  const person = await openClient(browser, stack.origin, MANAGER)
  await cardOf(person).getByRole('link', { name: 'Ouvrir dans Gouvernail' }).click()
  await person.tab.getByRole('heading', { level: 1, name: /novembre 2026/ }).waitFor()
  expect(new URL(person.page.url()).hash).toMatch(/^#\/cycle/)
  await person.tab
    .getByRole('link', { name: /^P-\d{3}/ })
    .first()
    .click()
  await person.tab.getByRole('heading', { name: 'Jalons' }).waitFor()
  expect(new URL(person.page.url()).hash).toMatch(/^#\/project\/P-\d{3}$/)
  await person.page.reload()
  await person.tab.getByRole('heading', { name: 'Jalons' }).waitFor()
  await person.page.getByRole('link', { name: 'Portefeuille' }).click()
  await person.tab.getByRole('grid').waitFor()
  await person.close()
})

test('theme and language are one menu each, and the tab follows', async () => {
  const person = await openClient(browser, stack.origin, MANAGER, { at: 'portfolio' })
  const { page, tab } = person
  await tab.getByRole('grid').waitFor()
  await page.getByRole('button', { name: 'Clair' }).click()
  await page.getByRole('menuitemradio', { name: 'Sombre' }).click()
  await tab.locator('.gv-theme-dark').first().waitFor()
  await page.getByRole('button', { name: 'Français' }).click()
  await page.getByRole('menuitemradio', { name: 'English' }).click()
  await page.getByRole('link', { name: 'Portfolio' }).waitFor()
  await tab.getByRole('searchbox', { name: /search/i }).waitFor()
  await person.close()
})

test('a message that cannot be sent stays in its box', async () => {
  const person = await openClient(browser, stack.origin, MANAGER)
  const box = person.page.getByRole('textbox', { name: 'Écrire un message' })
  await box.waitFor()
  await person.page.route('**/_tenant/conversations/*/messages', (route) => route.abort())
  await box.fill('statut')
  await box.press('Enter')
  await person.page.getByText('Message non envoyé. Votre texte est conservé.').waitFor()
  expect(await box.inputValue()).toBe('statut')
  await person.close()
})

test('somebody for whom the app is not installed can install it', async () => {
  const name = 'Luc Vanderstraeten'
  const person = await openClient(browser, stack.origin, name)
  await person.page.getByRole('button', { name: 'aide' }).waitFor()
  await fetch(`${stack.tenant.origin}/_tenant/installs`, {
    method: 'DELETE',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ persona: 'baf37182-fe88-4be3-8a91-5905d33a8e40' }),
  })
  await person.page.reload()
  await person.page.getByRole('button', { name: 'Installer Gouvernail' }).click()
  await person.page.getByRole('button', { name: 'aide' }).waitFor()
  await person.close()
})

test.each(['default', 'dark', 'contrast'] as const)('axe finds nothing in the theme %s', async (theme) => {
  const person = await openClient(browser, stack.origin, MANAGER, { theme })
  await cardOf(person).getByRole('button', { name: 'Mettre à jour' }).first().click()
  expect(await person.accessibility(rulesIn(theme))).toEqual([])
  await person.go('channel')
  await person.page.getByRole('heading', { level: 1 }).waitFor()
  expect(await person.accessibility(rulesIn(theme))).toEqual([])
  await person.page.getByRole('button', { name: /changer de personne/ }).click()
  await person.page.getByRole('heading', { name: 'Qui êtes-vous' }).waitFor()
  expect(await person.accessibility(rulesIn(theme))).toEqual([])
  await person.close()
})

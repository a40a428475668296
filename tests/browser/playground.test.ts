import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { type Playground, startPlayground } from '../../src/cli/playground-process'
import { StatusReports } from '../../src/lists/status-reports'
import { people } from '../../src/local-tenant/people'
import { openBrowser } from '../kit/browser'
import { type Stack, startStack } from '../kit/stack'

/** The question card in a client that nobody here wrote: Microsoft 365 Agents Playground. */

/** A service, a browser and Microsoft's client start before the first test. */
jest.setTimeout(180_000)

const MANAGER = 'Julie Maréchaux'
let stack: Stack
let playground: Playground
let browser: Browser
let page: Page
const folder = mkdtempSync(join(tmpdir(), 'gouvernail-playground-'))

beforeAll(async () => {
  const person = people.find(({ displayName }) => displayName === MANAGER)
  if (!person) throw new Error(`${MANAGER} left the directory`)
  stack = await startStack({ seed: true })
  expect((await stack.as('Inès Vandamme').post('/api/cycles')).status).toBe(201)
  playground = await startPlayground({ person, tenantOrigin: stack.tenant.origin, folder, openBrowser: false })
  browser = await openBrowser()
  page = await browser.newPage({ viewport: { width: 1400, height: 1000 }, locale: 'fr-BE' })
})

afterAll(async () => {
  await browser?.close()
  await playground?.close()
  await stack?.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a manager asks for the card, confirms one project and updates another', async () => {
  await page.goto(playground.url)
  await page.getByRole('treeitem', { name: 'Personal Chat' }).click()
  const compose = page.locator('div[role=textbox][contenteditable=true]').last()
  await compose.click()
  await compose.fill('statut')
  await page.getByRole('button', { name: 'Send Message' }).click()

  const card = page.locator('.ac-adaptiveCard').filter({ hasText: 'Avancement ·' }).last()
  await card.getByRole('button', { name: 'Inchangé, confirmer' }).first().waitFor()
  await card.getByRole('button', { name: 'Inchangé, confirmer' }).first().click()
  await card.getByText('Enregistré aujourd’hui').first().waitFor()
  expect(await card.getByRole('button', { name: 'Modifier' }).count()).toBe(1)

  await card.getByRole('button', { name: 'Mettre à jour' }).first().click()
  await card.getByLabel('Feu global').first().click()
  await page.getByRole('option', { name: 'Rouge' }).click()
  const why = 'Livraison retardée de six semaines.'
  await card.getByLabel('Commentaire, obligatoire si un feu se dégrade').first().fill(why)
  await card.getByRole('button', { name: 'Enregistrer' }).first().click()
  await card.getByRole('button', { name: 'Modifier' }).nth(1).waitFor()

  await stack.ctx.outbox.drained()
  const reports = stack.ctx.lists.all(StatusReports).filter(({ cycle }) => cycle === '2026-11')
  expect(reports).toHaveLength(2)
  expect(reports.find(({ overall }) => overall === 'red')).toMatchObject({ comment: why, state: 'submitted' })
})

import type { Browser } from 'playwright-core'
import { Projects } from '../../src/lists/projects'
import { StatusReports } from '../../src/lists/status-reports'
import { rulesIn } from '../kit/axe-rules'
import { openBrowser } from '../kit/browser'
import { idOf } from '../kit/personas'
import { type Stack, startStack } from '../kit/stack'
import { openClient, type Person } from '../kit/teams-client'

/** Answers in the tab, for whom the bot did not reach: the e-mail that replaced the question leads here. */
let stack: Stack
let browser: Browser
let manager: Person
const MANAGER = 'Julie Maréchaux'
const CYCLE = '2026-11'

beforeAll(async () => {
  stack = await startStack({ seed: true })
  browser = await openBrowser()
  stack.tenant.faults.set({ blockedPeople: [idOf(MANAGER)] })
  await stack.as('Inès Vandamme').post('/api/cycles')
  manager = await openClient(browser, stack.origin, MANAGER, { at: 'cycle' })
})

afterAll(async () => {
  await browser?.close()
  await stack?.close()
})

const reportOf = (project: string) => stack.ctx.lists.find(StatusReports, `${CYCLE}:${project}`)

test('an unchanged project is confirmed with one click', async () => {
  await manager.tab.getByRole('button', { name: /^Inchangé, confirmer : P-022/ }).click()
  await manager.tab.getByText('P-022 : réponse enregistrée.').waitFor()
  await manager.tab.getByText(/^Enregistré aujourd’hui à/).waitFor()
  expect(reportOf('P-022')).toMatchObject({ state: 'submitted', answeredBy: idOf(MANAGER) })
})

test('a refusal stands at its field, and a form closed by mistake keeps what was typed', async () => {
  const { tab } = manager
  await tab.getByRole('button', { name: /^Mettre à jour : P-037/ }).click()
  const dialog = tab.getByRole('dialog')
  await dialog.getByLabel('Feu global').selectOption('red')
  await dialog.getByLabel(/^Avancement/).fill('150')
  await dialog.getByRole('button', { name: 'Enregistrer' }).click()
  await dialog.getByText('L’avancement est un nombre entier de 0 à 100 %.').waitFor()
  expect(await dialog.getByLabel(/^Avancement/).evaluate((input) => input.matches(':focus'))).toBe(true)
  await dialog.getByLabel(/^Avancement/).fill('50')
  await dialog.getByRole('button', { name: 'Enregistrer' }).click()
  await dialog.getByText('Un feu se dégrade : ajoutez un commentaire qui explique pourquoi.').waitFor()
  await manager.page.keyboard.press('Escape')
  await tab.getByText(/saisie non enregistrée/).waitFor()
  await tab.getByRole('button', { name: /^Mettre à jour : P-037/ }).click()
  expect(await dialog.getByLabel(/^Avancement/).inputValue()).toBe('50')
  expect(reportOf('P-037')).toBeUndefined()
})

test('a forecast that the officer moved meanwhile is told before it is replaced', async () => {
  const { tab } = manager
  const dialog = tab.getByRole('dialog')
  await stack.ctx.outbox.put([{ list: Projects, key: 'P-037', values: { forecastEnd: '2027-12-01' } }])
  await dialog.getByLabel('Fin prévue').fill('2027-12-24')
  await dialog.getByLabel(/^Commentaire/).fill('Le second site est livré deux semaines plus tard.')
  await dialog.getByRole('button', { name: 'Enregistrer' }).click()
  await dialog.getByText(/a été modifié entre-temps\s: 01\/12\/2027 aujourd’hui, 24\/12\/2027/).waitFor()
  await dialog.getByRole('button', { name: 'Enregistrer' }).click()
  await tab.getByText('P-037 : réponse enregistrée.').waitFor()
  expect(reportOf('P-037')).toMatchObject({ overall: 'red', forecastEnd: '2027-12-24', percentComplete: 50 })
})

test('the project page asks the same question; nobody else sees it', async () => {
  const project = await openClient(browser, stack.origin, MANAGER, { at: 'project/P-037' })
  await project.tab.getByRole('button', { name: /^Modifier : P-037/ }).click()
  await project.tab.getByRole('dialog').getByRole('button', { name: 'Détailler par axe' }).click()
  await project.tab.getByRole('dialog').getByLabel('Réalisé').waitFor()
  await project.close()
  const other = await openClient(browser, stack.origin, 'Claire Dombret', { at: 'project/P-037' })
  await other.tab.getByRole('heading', { name: 'Historique des rapports' }).waitFor()
  expect(await other.tab.getByRole('heading', { name: /^Vos réponses/ }).count()).toBe(0)
  await other.close()
})

test.each(['default', 'dark', 'contrast'] as const)('axe finds nothing in the theme %s', async (theme) => {
  const person = await openClient(browser, stack.origin, MANAGER, { theme, at: 'cycle' })
  await person.tab.getByRole('button', { name: /^Modifier : P-022/ }).click()
  await person.tab.getByRole('dialog').waitFor()
  expect(await person.accessibility(rulesIn(theme))).toEqual([])
  await person.close()
})

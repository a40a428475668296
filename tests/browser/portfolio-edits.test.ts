import type { Browser } from 'playwright-core'
import { Projects } from '../../src/lists/projects'
import { openBrowser } from '../kit/browser'
import { type Stack, startStack } from '../kit/stack'
import { type OpenTab, openTab } from '../kit/teams-frame'

/** Edits of the portfolio that meet those of a colleague, fail, are undone, or wait for the network. */
let stack: Stack
let browser: Browser
let tab: OpenTab

const OFFICER = 'Inès Vandamme'
beforeAll(async () => {
  stack = await startStack({ seed: true })
  browser = await openBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await stack?.close()
})
beforeEach(async () => {
  tab = await openTab(browser, { origin: stack.origin, token: () => stack.as(OFFICER).token() })
  await tab.frame.getByRole('grid').waitFor()
})
afterEach(() => tab.close())

const row = (number: string) => tab.frame.getByRole('row', { name: new RegExp(number) })
const inSharePoint = (number: string) => stack.ctx.lists.find(Projects, number)

const elsewhere = (number: string, patch: object) =>
  stack.as('Nadège Collignon').patch(`/api/projects/${number}`, { etag: inSharePoint(number)?.$item.etag, patch })

test('an edit that meets another one shows both values; the person decides', async () => {
  const { frame, page } = tab
  await row('P-019').getByRole('gridcell').first().click()
  await frame.getByRole('complementary', { name: 'Pourquoi' }).waitFor()
  await page.keyboard.press('F2')
  const input = frame.getByRole('textbox', { name: 'Nom du projet de P-019' })
  await input.fill('Suivi scolaire')
  const other = inSharePoint('P-019')
  await stack.as('Nadège Collignon').patch('/api/projects/P-019', {
    etag: other?.$item.etag,
    patch: { title: 'Obligation scolaire' },
  })
  await input.press('Enter')
  const dialog = frame.getByRole('dialog', { name: /Nadège Collignon a modifié ce champ/ })
  await dialog.getByText('Obligation scolaire', { exact: true }).waitFor()
  await dialog.getByRole('button', { name: 'Garder la mienne' }).click()
  await frame.getByText('P-019, Nom du projet : enregistré.').waitFor()
  expect(inSharePoint('P-019')?.title).toBe('Suivi scolaire')
})

test('several projects are changed at once and undone at once', async () => {
  const { frame } = tab
  for (const number of ['P-002', 'P-014']) await row(number).getByRole('checkbox').click()
  await frame.getByLabel('Champ à modifier').selectOption({ label: 'Programme' })
  await frame.getByLabel('Nouvelle valeur').selectOption({ label: 'Socle technique et sécurité' })
  await frame.getByRole('button', { name: 'Modifier 2 projets' }).click()
  await frame.getByText('2 projets modifiés.').waitFor()
  expect([inSharePoint('P-002')?.programme, inSharePoint('P-014')?.programme]).toEqual(['SOC', 'SOC'])
  await frame.getByRole('button', { name: 'Annuler la modification' }).click()
  await frame.getByText('Modification annulée.').waitFor()
  expect([inSharePoint('P-002')?.programme, inSharePoint('P-014')?.programme]).toEqual(['INS', 'INS'])
})

test('undoing never passes over what somebody else changed since', async () => {
  const { frame } = tab
  await row('P-031').getByRole('gridcell').nth(3).click()
  const before = inSharePoint('P-031')?.phase
  await frame.getByRole('menuitemradio', { name: before === 'closure' ? 'Réalisation' : 'Clôture' }).click()
  await frame.getByText('P-031, Phase : enregistré.').waitFor()
  expect((await elsewhere('P-031', { phase: 'preparation' })).status).toBe(200)
  await frame.getByRole('button', { name: 'Annuler la modification' }).click()
  const dialog = frame.getByRole('dialog', { name: /Nadège Collignon a modifié ce champ/ })
  await dialog.getByRole('button', { name: 'Prendre la sienne' }).click()
  await dialog.waitFor({ state: 'detached' })
  expect(inSharePoint('P-031')?.phase).toBe('preparation')
})

test('undoing a bulk edit says what came back, and shows every row that somebody else changed since', async () => {
  const { frame } = tab
  const numbers = ['P-002', 'P-014', 'P-031']
  for (const number of numbers) await row(number).getByRole('checkbox').click()
  await frame.getByLabel('Champ à modifier').selectOption({ label: 'Programme' })
  await frame.getByLabel('Nouvelle valeur').selectOption({ label: 'Socle technique et sécurité' })
  const before = new Map(numbers.map((number) => [number, inSharePoint(number)?.programme]))
  await frame.getByRole('button', { name: 'Modifier 3 projets' }).click()
  await frame.getByRole('button', { name: 'Annuler la modification' }).waitFor()
  for (const number of ['P-002', 'P-014']) expect((await elsewhere(number, { programme: 'PER' })).status).toBe(200)
  await frame.getByRole('button', { name: 'Annuler la modification' }).click()
  const dialog = frame.getByRole('dialog', { name: '2 projets ont été modifiés entre-temps' })
  await dialog.getByRole('button', { name: 'Garder la mienne, P-002' }).click()
  await dialog.getByRole('button', { name: 'Garder la mienne, P-002' }).waitFor({ state: 'detached' })
  await frame.getByRole('dialog').getByRole('button', { name: 'Prendre la sienne' }).click()
  await frame.getByRole('dialog').waitFor({ state: 'detached' })
  await frame.getByText('P-002, Programme : enregistré.').waitFor()
  await frame.getByText(/^2 projets n’ont pas pu être rétablis/).waitFor()
  expect(numbers.map((number) => inSharePoint(number)?.programme)).toEqual([
    before.get('P-002'),
    'PER',
    before.get('P-031'),
  ])
})

test('a failed undo says so and can be tried again', async () => {
  const { frame, page } = tab
  const before = inSharePoint('P-031')?.phase
  for (const number of ['P-002', 'P-031']) await row(number).getByRole('checkbox').click()
  await frame.getByLabel('Champ à modifier').selectOption({ label: 'Phase' })
  await frame.getByLabel('Nouvelle valeur').selectOption({ label: 'Demande' })
  await frame.getByRole('button', { name: 'Modifier 2 projets' }).click()
  await frame.getByText('2 projets modifiés.').waitFor()
  await page.route('**/api/projects', (route) => route.abort())
  await frame.getByRole('button', { name: 'Annuler la modification' }).click()
  await frame.getByText(/Gouvernail ne répond pas/).waitFor()
  await page.unroute('**/api/projects')
  await frame.getByRole('button', { name: 'Réessayer' }).click()
  await frame.getByText('Modification annulée.').waitFor()
  expect(inSharePoint('P-031')?.phase).toBe(before)
})

test('what was typed and could not be saved survives a visit to a project and a reload, and meets what changed', async () => {
  const { frame, page } = tab
  await page.route('**/api/projects/P-019', (route) =>
    route.request().method() === 'PATCH' ? route.abort() : route.continue(),
  )
  await row('P-019').getByRole('gridcell').first().click()
  await frame.getByRole('complementary', { name: 'Pourquoi' }).waitFor()
  await page.keyboard.press('F2')
  await frame.getByRole('textbox', { name: 'Nom du projet de P-019' }).fill('Nom commencé')
  await page.keyboard.press('Enter')
  const drafts = frame.getByRole('alert', { name: 'Modifications non enregistrées' })
  await drafts.waitFor()
  await frame.evaluate(`location.hash = '#/project/P-019'`)
  await frame.getByRole('heading', { name: 'Jalons' }).waitFor()
  await frame.evaluate('history.back()')
  await drafts.getByText(/^P-019, Nom du projet/).waitFor()
  await frame.evaluate('location.reload()')
  await drafts.getByText(/^P-019, Nom du projet/).waitFor()
  await page.unroute('**/api/projects/P-019')
  expect((await elsewhere('P-019', { title: 'Nom de la collègue' })).status).toBe(200)
  await drafts.getByRole('button', { name: 'Réessayer' }).click()
  const dialog = frame.getByRole('dialog', { name: /Nadège Collignon a modifié ce champ/ })
  await dialog.getByText('Nom commencé', { exact: true }).waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await drafts.getByRole('button', { name: 'Abandonner' }).click()
  await drafts.waitFor({ state: 'detached' })
  expect(inSharePoint('P-019')?.title).toBe('Nom de la collègue')
})

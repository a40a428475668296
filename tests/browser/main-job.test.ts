import { readFile } from 'node:fs/promises'
import JSZip from 'jszip'
import type { Browser } from 'playwright-core'
import { Projects } from '../../src/lists/projects'
import { StatusReports } from '../../src/lists/status-reports'
import { openBrowser } from '../kit/browser'
import { eventually } from '../kit/eventually'
import { type Stack, startStack } from '../kit/stack'
import { openClient, type Person } from '../kit/teams-client'

/**
 * The main job as three people, each in a browser of their own: the officer opens a cycle, a manager answers in the chat, the
 * officer sees the answers arrive, edits the portfolio, meets an analyst's change, closes, publishes and downloads. What each
 * job costs in interactions (clicks and fields filled) is printed and held to its limit.
 */
let stack: Stack
let browser: Browser
let officer: Person
let manager: Person
let analyst: Person
const costs = new Map<string, number>()

const OFFICER = 'Inès Vandamme'
const MANAGER = 'Céline Dufrasne'
const ANALYST = 'Nadège Collignon'

beforeAll(async () => {
  stack = await startStack({ seed: true })
  browser = await openBrowser()
  // Wide enough for every column of the portfolio.
  const viewport = { width: 1760, height: 990 }
  officer = await openClient(browser, stack.origin, OFFICER, { at: 'cycle', viewport })
  manager = await openClient(browser, stack.origin, MANAGER)
  analyst = await openClient(browser, stack.origin, ANALYST, { at: 'portfolio', viewport })
})

afterAll(async () => {
  await browser?.close()
  await stack?.close()
  const lines = [...costs].map(([job, cost]) => `  ${job}: ${cost}`)
  process.stdout.write(`Interactions (clicks and fields filled) per job\n${lines.join('\n')}\n`)
})

/** Books what the job cost; the limit is the promise of the product. */
const book = (person: Person, job: string, atMost: number): void => {
  const cost = person.spent()
  costs.set(job, cost)
  expect([job, cost]).toEqual([job, Math.min(cost, atMost)])
}

test('the officer opens a cycle', async () => {
  const { tab } = officer
  await officer.click(tab.getByRole('button', { name: 'Ouvrir la campagne' }))
  await officer.click(tab.getByRole('button', { name: /^Ouvrir et envoyer/ }))
  await tab.getByText('0 sur 50').first().waitFor()
  await tab.getByRole('heading', { name: 'Campagne d’avancement, novembre 2026' }).waitFor()
  book(officer, 'open a cycle', 2)
})

test('the manager confirms one project as unchanged and changes another, in the chat', async () => {
  const card = manager.page.getByRole('article').last()
  await manager.click(card.getByRole('button', { name: 'Inchangé, confirmer' }).first())
  await card.getByRole('button', { name: 'Modifier' }).first().waitFor()
  book(manager, 'confirm an unchanged project', 1)

  await manager.click(card.getByRole('button', { name: 'Mettre à jour' }).first())
  await manager.choose(card.getByLabel('Feu global').locator('visible=true').first(), 'Rouge')
  await manager.fill(card.getByLabel('Fin prévue').locator('visible=true').first(), '2028-06-30')
  await manager.fill(
    card
      .getByLabel(/^Commentaire/)
      .locator('visible=true')
      .first(),
    'Le marché est relancé : six mois de retard.',
  )
  await manager.click(card.getByRole('button', { name: 'Enregistrer' }).locator('visible=true').first())
  await card.getByRole('button', { name: 'Modifier' }).nth(1).waitFor()
  book(manager, 'report a changed project', 6)
})

test('the officer sees both answers appear without reloading', async () => {
  const { tab } = officer
  await tab.getByText('2 sur 50').first().waitFor()
  await tab.getByRole('button', { name: 'Reçues (2)' }).click()
  await tab.getByRole('row', { name: /Rouge/ }).waitFor()
  await stack.outbox.drained()
  const reports = stack.ctx.lists.all(StatusReports).filter(({ cycle }) => cycle === '2026-11')
  expect(reports.map(({ overall }) => overall).sort()).toContain('red')
  expect(reports).toHaveLength(2)
})

test('the officer nudges everybody who is late', async () => {
  const { tab } = officer
  officer.spent()
  stack.clock.advance(3_600_000)
  await officer.click(tab.getByRole('button', { name: /^Relancer les \d+$/ }))
  await tab.getByText(/personnes relancées/).waitFor()
  book(officer, 'nudge everybody late', 1)
})

test('the officer edits a cell', async () => {
  const { tab } = officer
  await officer.go('portfolio')
  const row = tab.getByRole('row', { name: /P-014/ })
  await row.waitFor()
  officer.spent()
  await officer.click(row.getByRole('gridcell', { name: 'Réalisation' }))
  await officer.click(tab.getByRole('menuitemradio', { name: 'Clôture' }))
  await tab.getByText('P-014, Phase : enregistré.').waitFor()
  book(officer, 'edit a cell', 2)
  expect(stack.ctx.lists.find(Projects, 'P-014')?.phase).toBe('closure')
})

test('an edit that meets another one shows both, and nothing is lost', async () => {
  const cellOf = async (person: Person) => {
    const row = person.tab.getByRole('row', { name: /P-008/ })
    await row.waitFor()
    await row.getByRole('gridcell', { name: /Paie des enseignants/ }).click()
    await person.page.keyboard.press('F2')
    return person.tab.getByRole('textbox', { name: 'Nom du projet de P-008' })
  }
  const [mine, theirs] = [await cellOf(officer), await cellOf(analyst)]
  await theirs.fill('Paie des enseignants, moteur 2027')
  await analyst.page.keyboard.press('Enter')
  await analyst.tab.getByText('P-008, Nom du projet : enregistré.').waitFor()
  await mine.fill('Paie, nouveau moteur')
  await officer.page.keyboard.press('Enter')
  const { tab } = officer
  const conflict = tab.getByRole('dialog')
  await conflict
    .getByText(/Nadège Collignon/)
    .first()
    .waitFor()
  await conflict.getByText('Paie des enseignants, moteur 2027').first().waitFor()
  await conflict.getByText('Paie, nouveau moteur').first().waitFor()
  expect(stack.ctx.lists.find(Projects, 'P-008')?.title).toBe('Paie des enseignants, moteur 2027')
  await conflict.getByRole('button', { name: 'Garder la mienne' }).click()
  await conflict.waitFor({ state: 'hidden' })
  await tab.getByRole('row', { name: /Paie, nouveau moteur/ }).waitFor()
  // The row shows the choice at once; the list holds it when SharePoint has answered.
  const title = async (): Promise<string> => stack.ctx.lists.find(Projects, 'P-008')?.title ?? ''
  expect(await eventually(title, 'Paie, nouveau moteur')).toBe('Paie, nouveau moteur')
})

test('the officer closes, publishes and downloads the pack', async () => {
  const { tab, page } = officer
  await officer.go('cycle')
  await tab.getByRole('button', { name: 'Clôturer et publier' }).waitFor()
  officer.spent()
  await officer.click(tab.getByRole('button', { name: 'Clôturer et publier' }))
  const dialog = tab.getByRole('dialog')
  await officer.click(dialog.getByRole('checkbox', { name: /Clôturer sans/ }))
  await officer.click(dialog.getByRole('button', { name: 'Clôturer et publier' }))
  const download = tab.getByRole('button', { name: /^Télécharger .*\.pptx$/ })
  await download.waitFor()
  book(officer, 'close and publish', 3)

  const started = page.waitForEvent('download')
  await download.click()
  const pack = await (await started).path()
  const zip = await JSZip.loadAsync(await readFile(pack))
  expect(Object.keys(zip.files)).toContain('ppt/presentation.xml')
})

test('the channel announces the publication', async () => {
  await officer.go('channel')
  await officer.page
    .getByRole('article')
    .getByText(/Rapport publié/)
    .first()
    .waitFor()
})

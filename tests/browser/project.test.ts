import type { Browser } from 'playwright-core'
import { AgendaItems } from '../../src/lists/committees/agenda-items'
import { Milestones } from '../../src/lists/milestones'
import { Projects } from '../../src/lists/projects'
import type { ProjectView } from '../../src/projects/project-view'
import { rulesIn } from '../kit/axe-rules'
import { openBrowser } from '../kit/browser'
import { picture } from '../kit/picture'
import { type Stack, startStack } from '../kit/stack'
import { openClient, type Person } from '../kit/teams-client'

/** The project page: where a project stands and why, its plan, its costs, what was reported, and its edit form. */
let stack: Stack
let browser: Browser
let officer: Person

const OFFICER = 'Inès Vandamme'
const NUMBER = 'P-008'
const project = () => stack.ctx.lists.find(Projects, NUMBER)
const milestones = () => stack.ctx.lists.all(Milestones).filter((milestone) => milestone.project === NUMBER)

beforeAll(async () => {
  stack = await startStack({ seed: true })
  browser = await openBrowser()
  officer = await openClient(browser, stack.origin, OFFICER, { at: `project/${NUMBER}` })
})

afterAll(async () => {
  await browser?.close()
  await stack?.close()
})

test('the page says what is declared, what is computed, and why', async () => {
  const { tab } = officer
  await tab.getByRole('heading', { level: 1, name: 'Paie des enseignants, nouveau moteur' }).waitFor()
  await tab.getByRole('heading', { name: 'Pourquoi le feu calculé est rouge' }).waitFor()
  await tab.getByText('tolérance 30 j', { exact: true }).waitFor()
  await tab.getByText('Tolérance de délai dépassée').waitFor()
  await tab.getByRole('heading', { name: 'Historique des rapports' }).waitFor()
  await tab.getByRole('button', { name: /^Afficher les \d+ rapports plus anciens/ }).click()
  const changes = tab.getByRole('list', { name: 'Ce qui a changé' })
  expect(await changes.count()).toBeGreaterThan(0)
  // A difference names its field and both values.
  expect((await changes.allInnerTexts()).join('\n')).toMatch(
    /^Fin prévue\s: .*\d{2}\/\d{2}\/\d{4}.*\d{2}\/\d{2}\/\d{4}/m,
  )
})

test('an open exception is sent to the body above from its page, by those who may', async () => {
  const reader = await openClient(browser, stack.origin, 'Youssef Benali', { at: 'project/P-005' })
  await reader.tab.getByRole('heading', { name: 'Exceptions' }).waitFor()
  expect(await reader.tab.getByRole('button', { name: /^Escalader/ }).count()).toBe(0)
  await reader.close()
  const secretary = await openClient(browser, stack.origin, 'Karim Verhelst', { at: 'project/P-005' })
  const { tab } = secretary
  const label = 'Escalader vers CoPil Socle technique et sécurité, Tolérance de délai dépassée'
  const button = tab.getByRole('button', { name: label, exact: true })
  await button.waitFor()
  await picture(secretary, 'exception')
  expect(await secretary.accessibility()).toEqual([])
  await button.click()
  await tab.getByText('Le point est proposé à l’ordre du jour de CoPil Socle technique et sécurité.').waitFor()
  await tab.getByText(/^Devant CoPil Socle technique et sécurité, /).waitFor()
  expect(await button.count()).toBe(0)
  await secretary.close()
})

test('an item that comes from an exception offers the next body on its agenda and in the panel of its meeting', async () => {
  const item = stack.ctx.lists
    .all(AgendaItems)
    .find(({ source, project }) => source === 'exception' && project === 'P-005')
  const secretary = await openClient(browser, stack.origin, 'Didier Fontenelle', { at: `meeting/${item?.meeting}` })
  const label = `Escalader vers Comité de direction : ${item?.title}, Tolérance de délai dépassée`
  await picture(secretary, 'exception-agenda')
  await secretary.tab.getByText(item?.title ?? '').click()
  const button = secretary.tab.getByRole('button', { name: label, exact: true })
  await button.waitFor()
  await picture(secretary, 'exception-agenda')
  expect(await secretary.accessibility()).toEqual([])
  await secretary.tab.getByRole('button', { name: `Accepter ${item?.title}` }).click()
  await secretary.tab.getByText(`${item?.title} est à l’ordre du jour.`).waitFor()
  await stack.ctx.outbox.drained()
  await secretary.go(`call/${item?.meeting}`)
  const panel = secretary.page.frameLocator('iframe[title="Panneau"]')
  await panel.getByRole('button', { name: new RegExp(item?.title ?? '') }).click()
  const inPanel = panel.getByRole('button', { name: label, exact: true })
  await inPanel.waitFor()
  await picture(secretary, 'exception-panel')
  expect(await secretary.accessibility()).toEqual([])
  await inPanel.click()
  await panel.getByText('Le point est proposé à l’ordre du jour de Comité de direction.').waitFor()
  await panel.getByText(/^Devant Comité de direction, /).waitFor()
  expect(await inPanel.count()).toBe(0)
  await secretary.close()
})

test('the buttons of a long form stay in sight', async () => {
  const { tab, page } = officer
  await tab.getByRole('button', { name: 'Modifier le projet' }).click()
  const box = await tab.getByRole('dialog').getByRole('button', { name: 'Enregistrer' }).boundingBox()
  expect(box && box.y + box.height).toBeLessThan(page.viewportSize()?.height ?? 0)
  await tab.getByRole('dialog').getByRole('button', { name: 'Annuler', exact: true }).click()
})

test('a field is edited, saved under its version, and undone', async () => {
  const { tab } = officer
  const before = project()?.forecastCost
  await tab.getByRole('button', { name: 'Modifier le projet' }).click()
  const form = tab.getByRole('dialog')
  await form.getByLabel('Coût prévu').fill('3 450 000')
  await form.getByRole('button', { name: 'Enregistrer' }).click()
  await tab.getByText('P-008 : 1 champ modifié.').waitFor()
  expect(project()?.forecastCost).toBe(3_450_000)
  await tab.getByRole('button', { name: 'Annuler la modification' }).click()
  await tab.getByText('Modification annulée.').waitFor()
  expect(project()?.forecastCost).toBe(before)
})

test('a reading that fails leaves the page and what is being typed where they are', async () => {
  const { tab, page } = officer
  const path = `**/api/projects/${NUMBER}`
  await tab.getByRole('button', { name: 'Modifier le projet' }).click()
  const form = tab.getByRole('dialog')
  await form.getByLabel('Résumé').fill('Une phrase en cours')
  await page.route(path, (route) => route.fulfill({ status: 403, json: { error: { code: 'forbidden', message: '' } } }))
  const milestone = { title: 'Jalon venu d’ailleurs', baselineDate: null, forecastDate: '2027-02-01', actualDate: null }
  expect((await stack.as(OFFICER).post(`/api/projects/${NUMBER}/milestones`, milestone)).status).toBe(201)
  await tab.getByText(/^Données du .* Gouvernail ne répond pas/).waitFor()
  expect(await form.getByLabel('Résumé').inputValue()).toBe('Une phrase en cours')
  await form.getByRole('button', { name: 'Annuler', exact: true }).click()
  const asked = page.waitForRequest(path)
  await tab.getByRole('button', { name: 'Réessayer' }).click()
  await asked
  await page.unroute(path)
  // Pressed once more, unless the page has been read again by itself meanwhile and the button is gone.
  await tab
    .getByRole('button', { name: 'Réessayer' })
    .click({ timeout: 5_000 })
    .catch(() => undefined)
  await tab.getByRole('row', { name: /Jalon venu d’ailleurs/ }).waitFor()
  await tab.getByRole('button', { name: 'Modifier le projet' }).click()
  await form.getByRole('button', { name: 'Repartir des valeurs enregistrées' }).click()
  await form.getByRole('button', { name: 'Annuler', exact: true }).click()
})

test('what cannot be read is said at its field, and nothing is sent', async () => {
  const { tab } = officer
  await tab.getByRole('button', { name: 'Modifier le projet' }).click()
  const form = tab.getByRole('dialog')
  await form.getByLabel('Coût engagé').fill('beaucoup')
  await form.getByLabel('Tolérance de délai (jours)').fill('99999')
  await form.getByRole('button', { name: 'Enregistrer' }).click()
  await form.getByText('Indiquez un nombre, sans texte.').waitFor()
  await form.getByText(/Indiquez un nombre de 0 à 3/).waitFor()
  await form.getByRole('button', { name: 'Annuler', exact: true }).click()
})

test('what was typed and not saved is there again after a reload, and can be given up', async () => {
  const { tab, page } = officer
  await tab.getByRole('button', { name: 'Modifier le projet' }).click()
  await tab.getByRole('dialog').getByLabel('Résumé').fill('Un résumé commencé')
  await page.reload()
  await tab.getByRole('button', { name: 'Modifier le projet' }).click()
  const form = tab.getByRole('dialog')
  expect(await form.getByLabel('Résumé').inputValue()).toBe('Un résumé commencé')
  await form.getByText(/n’avait pas été enregistrée/).waitFor()
  await form.getByRole('button', { name: 'Repartir des valeurs enregistrées' }).click()
  expect(await form.getByLabel('Résumé').inputValue()).not.toBe('Un résumé commencé')
  await form.getByRole('button', { name: 'Annuler', exact: true }).click()
})

test('a draft taken up again keeps what colleagues saved meanwhile, and asks about the same field', async () => {
  const { tab } = officer
  const analyst = stack.as('Nadège Collignon')
  await tab.getByRole('button', { name: 'Modifier le projet' }).click()
  const form = tab.getByRole('dialog')
  await form.getByLabel('Résumé').fill('Mon résumé')
  await form.getByLabel('Coût liquidé').fill('1 234')
  await form.getByRole('button', { name: 'Annuler', exact: true }).click()
  const { etag } = (await analyst.get<ProjectView>(`/api/projects/${NUMBER}`)).body
  const patch = { summary: 'Son résumé', committedCost: 777_000 }
  expect((await analyst.patch(`/api/projects/${NUMBER}`, { etag, patch })).status).toBe(200)
  await tab.getByText('Son résumé').first().waitFor()
  await tab.getByRole('button', { name: 'Modifier le projet' }).click()
  const conflict = form.getByRole('alert')
  await conflict.getByRole('cell', { name: 'Son résumé' }).waitFor()
  expect(await conflict.getByRole('cell', { name: 'Mon résumé' }).count()).toBe(1)
  expect(await form.getByRole('button', { name: 'Enregistrer' }).isDisabled()).toBe(true)
  await conflict.getByRole('button', { name: 'Prendre la sienne' }).click()
  expect(await form.getByLabel('Résumé').inputValue()).toBe('Son résumé')
  await form.getByRole('button', { name: 'Enregistrer' }).click()
  await form.waitFor({ state: 'detached' })
  expect(project()).toMatchObject({ summary: 'Son résumé', committedCost: 777_000, paidCost: 1234 })
})

test('two people who change the same field see both values, and the choice decides', async () => {
  const { tab } = officer
  const analyst = stack.as('Nadège Collignon')
  await tab.getByRole('button', { name: 'Modifier le projet' }).click()
  const form = tab.getByRole('dialog')
  await form.getByLabel('Nom du projet').fill('Paie, moteur de l’officier')
  const { etag } = (await analyst.get<ProjectView>(`/api/projects/${NUMBER}`)).body
  const patch = { title: 'Paie, moteur de l’analyste' }
  expect((await analyst.patch(`/api/projects/${NUMBER}`, { etag, patch })).status).toBe(200)
  await form.getByRole('button', { name: 'Enregistrer' }).click()
  const conflict = form.getByRole('alert')
  await conflict.getByText(/Nadège Collignon a modifié ce projet/).waitFor()
  await conflict.getByRole('cell', { name: 'Paie, moteur de l’analyste' }).waitFor()
  expect(project()?.title).toBe('Paie, moteur de l’analyste')
  await conflict.getByRole('button', { name: 'Garder la mienne' }).click()
  await tab.getByRole('heading', { level: 1, name: 'Paie, moteur de l’officier' }).waitFor()
  expect(project()?.title).toBe('Paie, moteur de l’officier')
})

test('a milestone is added, changed, removed and restored', async () => {
  const { tab } = officer
  const before = milestones().length
  await tab.getByRole('button', { name: 'Ajouter un jalon' }).click()
  const dialog = tab.getByRole('dialog')
  await dialog.getByRole('textbox', { name: /^Jalon/ }).fill('Bascule pilote')
  await dialog.getByLabel('Date de référence').fill('2027-03-01')
  await dialog.getByRole('button', { name: 'Enregistrer' }).click()
  await tab.getByRole('row', { name: /Bascule pilote/ }).waitFor()
  await tab.getByRole('button', { name: 'Modifier Bascule pilote' }).click()
  await dialog.getByLabel('Date prévue').fill('2027-03-15')
  await dialog.getByRole('button', { name: 'Enregistrer' }).click()
  await tab.getByRole('row', { name: /Bascule pilote.*\+14/ }).waitFor()
  expect(milestones().find(({ title }) => title === 'Bascule pilote')?.forecastDate).toBe('2027-03-15')
  await tab.getByRole('button', { name: 'Modifier Bascule pilote' }).click()
  await dialog.getByRole('checkbox', { name: 'Jalon de décision' }).check()
  await picture(officer, 'milestone-form')
  await dialog.getByRole('button', { name: 'Enregistrer' }).click()
  await tab.getByRole('rowheader', { name: 'Bascule pilote Jalon de décision' }).waitFor()
  expect(milestones().find(({ title }) => title === 'Bascule pilote')?.gate).toBe(true)
  await tab.getByRole('button', { name: 'Retirer Bascule pilote' }).click()
  await dialog.getByRole('button', { name: 'Retirer', exact: true }).click()
  await tab.getByRole('row', { name: /Bascule pilote/ }).waitFor({ state: 'detached' })
  expect(milestones()).toHaveLength(before)
  await tab.getByRole('button', { name: 'Rétablir' }).click()
  await tab.getByRole('rowheader', { name: 'Bascule pilote Jalon de décision' }).waitFor()
})

test('a project manager may not move a baseline that was agreed', async () => {
  const manager = stack.as('Nora Pirard')
  const view = (await manager.get<ProjectView>(`/api/projects/${NUMBER}`)).body
  const agreed = view.milestones.find(({ baselineDate }) => baselineDate !== null)
  if (!agreed) throw new Error('the demo project lost its milestones')
  const path = `/api/projects/${NUMBER}/milestones/${encodeURIComponent(agreed.key)}`
  const answer = await manager.patch(path, { etag: agreed.etag, patch: { baselineDate: '2030-01-01' } })
  expect(answer.status).toBe(403)
  expect(answer.body).toMatchObject({ error: { code: 'baseline-is-agreed' } })
  const stale = await manager.patch(path, { etag: '"stale,1"', patch: { forecastDate: '2029-01-01' } })
  expect(stale.status).toBe(409)
  expect(stale.body).toMatchObject({ conflict: { current: { key: agreed.key } } })
})

test('somebody without rights reads the page and finds no way to change it', async () => {
  const reader = await openClient(browser, stack.origin, 'Françoise Delvaux', { at: 'project/P-014', locale: 'en' })
  await reader.tab.getByRole('heading', { name: 'Milestones' }).waitFor()
  expect(await reader.tab.getByRole('button', { name: 'Edit the project' }).count()).toBe(0)
  expect(await reader.tab.getByRole('button', { name: 'Add a milestone' }).count()).toBe(0)
  await reader.close()
})

test.each(['default', 'dark', 'contrast'] as const)('axe finds nothing in the theme %s', async (theme) => {
  const person = await openClient(browser, stack.origin, OFFICER, { theme, at: `project/${NUMBER}` })
  await person.tab.getByRole('heading', { name: 'Historique des rapports' }).waitFor()
  await person.tab.locator('summary', { hasText: 'Lignes budgétaires' }).click()
  expect(await person.accessibility(rulesIn(theme))).toEqual([])
  await person.tab.getByRole('button', { name: 'Modifier le projet' }).click()
  await person.tab.getByRole('dialog').waitFor()
  expect(await person.accessibility(rulesIn(theme))).toEqual([])
  await person.close()
})

import type { Browser } from 'playwright-core'
import type { BodyView } from '../../src/committees/bodies-view'
import { Bodies } from '../../src/lists/bodies'
import { Meetings } from '../../src/lists/committees/meetings'
import { Memberships } from '../../src/lists/committees/memberships'
import { rulesIn } from '../kit/axe-rules'
import { openBrowser } from '../kit/browser'
import { picture } from '../kit/picture'
import { cutFromPlaceholder } from '../kit/placeholders'
import { type Stack, startStack } from '../kit/stack'
import { openClient, type Person } from '../kit/teams-client'

/** The page of committees: found, read, set up for every project, changed, by the officer and by those who may only read. */
let stack: Stack
let browser: Browser
let officer: Person

const OFFICER = 'Inès Vandamme'
const body = (code: string) => stack.ctx.lists.find(Bodies, code)

beforeAll(async () => {
  stack = await startStack({ seed: true })
  browser = await openBrowser()
  officer = await openClient(browser, stack.origin, OFFICER, { at: 'committees' })
})

afterAll(async () => {
  await browser?.close()
  await stack?.close()
})

test('all 52 are there; search and filters find a few, and the address keeps them', async () => {
  const { tab, page } = officer
  await tab.getByText('52 instances affichées sur 52').waitFor()
  await tab.getByRole('link', { name: 'Planification', exact: true }).waitFor()
  await picture(officer, 'list')
  expect(await cutFromPlaceholder(tab.getByRole('searchbox'))).toBe(0)
  await tab.getByRole('searchbox').fill('paie pirard')
  await tab.getByText('1 instance affichée sur 52').waitFor()
  await tab.getByRole('button', { name: 'Effacer la recherche' }).click()
  await tab.getByRole('button', { name: 'Niveau', exact: true }).click()
  await tab.getByRole('menuitemcheckbox', { name: 'Stratégique' }).click()
  await tab.getByText('2 instances affichées sur 52').waitFor()
  await page.keyboard.press('Escape')
  expect(await officer.accessibility()).toEqual([])
})

test('grouped by level or programme, with the columns that are ticked; the address keeps both, and Excel has the same', async () => {
  const { tab, page } = officer
  await officer.go('committees')
  const level = tab.getByRole('button', { name: /^Stratégique/ })
  await level.focus()
  await page.keyboard.press('Enter')
  expect(await level.getAttribute('aria-expanded')).toBe('false')
  expect(await tab.getByRole('link', { name: 'Comité d’investissement' }).count()).toBe(0)
  await tab.getByRole('button', { name: 'Grouper : niveau' }).click()
  await tab.getByRole('menuitemradio', { name: 'programme' }).click()
  await tab.getByRole('button', { name: /^Personnel/ }).waitFor()
  await tab.getByRole('button', { name: 'Colonnes' }).click()
  await tab.getByRole('menuitemcheckbox', { name: 'Secrétariat' }).click()
  await tab.getByRole('menuitemcheckbox', { name: 'Code' }).click()
  await page.keyboard.press('Escape')
  await picture(officer, 'list-grouped')
  expect(await officer.accessibility()).toEqual([])
  const headings = tab.getByRole('columnheader')
  const names = ['Instance', 'Code', 'Type', 'Cadence', 'Présidence', 'Membres', 'Prochaine réunion']
  expect(await headings.allInnerTexts()).toEqual(['Instance ↑', ...names.slice(1)])
  const address = await tab.locator('html').evaluate((html) => html.ownerDocument.location.hash)
  expect(address).toBe('#/committees?group=programme&cols=title%2Ccode%2Ckind%2Ccadence%2Cchair%2Cmembers%2Cnext')
  const download = page.waitForEvent('download')
  await tab.getByRole('button', { name: 'Exporter vers Excel' }).click()
  expect((await download).suggestedFilename()).toBe('Instances-2026-11-18.xlsx')
  await officer.go('committees?group=none&cols=title')
  await tab.getByText('52 instances affichées sur 52').waitFor()
  expect(await headings.allInnerTexts()).toEqual(['Instance ↑'])
})

test('a body says who sits in it, how it decides and when it meets', async () => {
  const { tab } = officer
  await officer.go('committees?level=strategic')
  await tab.getByRole('link', { name: 'Comité d’investissement' }).click()
  await tab.getByRole('heading', { level: 1, name: 'Comité d’investissement' }).waitFor()
  const rules = await tab.getByRole('listitem').allInnerTexts()
  expect(rules.map((text) => text.replace(/\s/g, ' '))).toEqual(
    expect.arrayContaining([
      'Quorum : au moins 66,67 % des votants, soit 4 sur 6 aujourd’hui.',
      'Majorité absolue : plus de la moitié des votants présents ou représentés.',
      'Chaque mois, 120 minutes',
    ]),
  )
  await tab.getByText('Membres passés et à venir (1)').click()
  await tab.getByRole('table', { name: 'Membres passés et à venir' }).getByText('Anne-Catherine Rigaux').waitFor()
  await picture(officer, 'body')
  expect(await officer.accessibility()).toEqual([])
  await tab.getByRole('navigation', { name: 'Gouvernance' }).waitFor()
  await tab.getByRole('link', { name: 'Voir ses réunions' }).click()
  await tab.getByText(/réunions? affichées? sur/).waitFor()
  const bodies = new Set(await tab.locator('td.ag-col-body').allInnerTexts())
  expect([...bodies]).toEqual(['Comité d’investissement'])
  await officer.go('committees/CI')
  await tab.getByRole('heading', { level: 1, name: 'Comité d’investissement' }).waitFor()
})

test('a rule is changed, saved under its version and undone; both values are shown when somebody was quicker', async () => {
  const { tab } = officer
  await tab.getByRole('button', { name: 'Modifier', exact: true }).click()
  const form = tab.getByRole('dialog')
  await form.getByLabel('Quorum en part des votants').fill('50')
  await picture(officer, 'form')
  expect(await officer.accessibility()).toEqual([])
  await form.getByRole('button', { name: 'Enregistrer' }).click()
  await tab.getByText('CI est enregistrée.').waitFor()
  expect(body('CI')?.quorumShare).toBe(50)
  await tab.getByRole('button', { name: 'Annuler la modification' }).click()
  await tab.getByText('CI est rétablie.').waitFor()
  expect(body('CI')?.quorumShare).toBe(66.67)

  await tab.getByRole('button', { name: 'Modifier', exact: true }).click()
  await form.getByLabel('Majorité', { exact: true }).selectOption('twoThirds')
  const { etag } = (await stack.as('Nadège Collignon').get<BodyView>('/api/bodies/CI')).body
  const quicker = { etag, patch: { majority: 'consent' }, base: { majority: 'absolute' } }
  expect((await stack.as('Nadège Collignon').patch('/api/bodies/CI', quicker)).status).toBe(200)
  await form.getByRole('button', { name: 'Enregistrer' }).click()
  await form.getByText('Nadège Collignon a modifié cette instance').waitFor()
  await picture(officer, 'conflict')
  await form.getByRole('button', { name: 'Garder la mienne' }).click()
  await tab.getByText('CI est enregistrée.').last().waitFor()
  expect(body('CI')?.majority).toBe('twoThirds')
})

test('a member is added and another leaves from a day on; the past is kept', async () => {
  const { tab } = officer
  await tab.getByRole('button', { name: 'Ajouter un membre' }).click()
  const dialog = tab.getByRole('dialog')
  await dialog.getByLabel('Personne').selectOption({ label: 'Alain Michaux' })
  await dialog.getByLabel('Rôle').selectOption('expert')
  expect(await dialog.getByLabel('Voix').inputValue()).toBe('advice')
  await picture(officer, 'add-member')
  await dialog.getByRole('button', { name: 'Enregistrer' }).click()
  await tab.getByText('Alain Michaux est membre à partir du 18/11/2026.').waitFor()
  await tab.getByRole('button', { name: 'Mettre fin au mandat de Isabelle Kinet' }).click()
  await dialog.getByLabel('Dernier jour').fill('2026-12-31')
  await dialog.getByRole('button', { name: 'Enregistrer' }).click()
  await tab.getByText('Le mandat de Isabelle Kinet prend fin le 31/12/2026.').waitFor()
  const ended = stack.ctx.lists
    .all(Memberships)
    .find(({ body: code, name }) => code === 'CI' && name === 'Isabelle Kinet')
  expect(ended?.until).toBe('2026-12-31')
})

test('one committee for each project that has none: seen before, created in one step', async () => {
  const { tab } = officer
  await officer.go('committees')
  await tab.getByRole('button', { name: 'Une par projet…' }).click()
  const dialog = tab.getByRole('dialog')
  const create = dialog.getByRole('button', { name: /^Créer \d+ comités?$/ })
  await create.waitFor()
  await picture(officer, 'for-projects')
  expect(await officer.accessibility()).toEqual([])
  const before = stack.ctx.lists.all(Bodies).length
  const count = Number(/\d+/.exec((await create.textContent()) ?? '')?.[0])
  await create.click()
  await tab.getByText(new RegExp(`^${count} comités? créés?\\.$`)).waitFor()
  expect(stack.ctx.lists.all(Bodies)).toHaveLength(before + count)
  await tab.getByRole('button', { name: 'Nouvelle instance' }).click()
  await dialog.getByLabel('Nom').fill('CoPil de la cybersécurité')
  await dialog.getByRole('button', { name: 'Créer' }).click()
  await tab.getByRole('heading', { level: 1, name: 'CoPil de la cybersécurité' }).waitFor()
})

test.each(['dark', 'contrast'] as const)('who only reads sees no button to change anything (%s)', async (theme) => {
  const reader = await openClient(browser, stack.origin, 'Youssef Benali', {
    at: 'committees/COPIL-INS',
    theme,
    locale: 'en',
  })
  await reader.tab.getByRole('heading', { level: 1, name: 'CoPil Inscriptions et parcours scolaire' }).waitFor()
  await picture(reader, `body-${theme}`)
  expect(await reader.tab.getByRole('button', { name: /Edit|Add|End|Change/ }).count()).toBe(0)
  expect(await reader.accessibility(rulesIn(theme))).toEqual([])
  await reader.go('committees?mine=1')
  await reader.tab.getByText(/^\d+ committees? of \d+ shown$/).waitFor()
  const sections = reader.tab.getByRole('navigation', { name: 'Governance' }).getByRole('link')
  expect(await sections.allInnerTexts()).toEqual(['Committees', 'Meetings', 'Decisions', 'Actions'])
  await picture(reader, `list-${theme}`)
  expect(await reader.accessibility(rulesIn(theme))).toEqual([])
  await reader.close()
})

test.each([1100, 1320, 368])(
  'members stand beside or above the rules of the body, never over them (%i wide)',
  async (width) => {
    const viewport = { width, height: 800 }
    const reader = await openClient(browser, stack.origin, 'Inès Vandamme', { at: 'committees/CI', viewport })
    const members = reader.tab.getByRole('table', { name: 'Membres' })
    await members.waitFor()
    const ends = await members
      .getByRole('button', { name: /^Mettre fin/ })
      .evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect().right))
    const aside = await reader.tab.getByRole('heading', { name: 'Comment l’instance décide' }).boundingBox()
    const table = await members.boundingBox()
    const frame = await reader.tab.locator('main').evaluate((main) => main.getBoundingClientRect())
    const offset = (table?.x ?? 0) - (await members.evaluate((each) => each.getBoundingClientRect().left))
    const isBelow = (aside?.y ?? 0) >= (table?.y ?? 0) + (table?.height ?? 0)
    for (const right of ends) expect(right).toBeLessThanOrEqual(isBelow ? frame.right : (aside?.x ?? 0) - offset)
    await picture(reader, `body-${width}`)
    expect(await reader.accessibility()).toEqual([])
    await reader.close()
  },
)

test('a meeting is convened outside of the plan, once the calendars have been looked at (dark, en, narrow)', async () => {
  const viewport = { width: 420, height: 1000 }
  const options = { at: 'committees/CI', theme: 'dark' as const, locale: 'en' as const, viewport }
  const keeper = await openClient(browser, stack.origin, OFFICER, options)
  const { tab } = keeper
  const meetings = () => stack.ctx.lists.all(Meetings).filter((row) => row.body === 'CI')
  const before = meetings().length
  await tab.getByRole('button', { name: 'Convene a meeting…' }).click()
  const dialog = tab.getByRole('dialog')
  const convene = dialog.getByRole('button', { name: 'Convene', exact: true })
  await dialog.getByText('Choose the day and the time: calendars are read before anything is sent.').waitFor()
  expect([await convene.isDisabled(), await dialog.getByLabel('Duration (minutes)').inputValue()]).toEqual([
    true,
    '120',
  ])
  await dialog.getByLabel('Day').fill('2026-11-17')
  await dialog.getByLabel('Start').fill('9h30')
  await dialog.getByRole('alert').getByText('This time is past').waitFor()
  await dialog.getByLabel('Day').fill('2026-11-21')
  await dialog.getByText('This is a weekend or a holiday.').waitFor()
  await dialog
    .getByText(/The quorum is|Members who are free|All members are free/)
    .first()
    .waitFor()
  await picture(keeper, 'convene')
  expect(await keeper.accessibility(rulesIn('dark'))).toEqual([])
  expect(meetings()).toHaveLength(before)
  await convene.dblclick()
  await tab.getByText(/^Meeting no\. \d+ is convened/).waitFor()
  await tab.getByRole('heading', { level: 1, name: /Comité d’investissement/ }).waitFor()
  await picture(keeper, 'convened')
  expect(meetings()).toHaveLength(before + 1)
  expect(meetings().find(({ startsAt }) => startsAt === '2026-11-21T08:30:00Z')).toMatchObject({ form: 'meeting' })
  await keeper.close()
})

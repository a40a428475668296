import type { Browser } from 'playwright-core'
import { Meetings } from '../../src/lists/committees/meetings'
import { rulesIn } from '../kit/axe-rules'
import { openBrowser } from '../kit/browser'
import { picture } from '../kit/picture'
import { forgetMeetings, planAtRest } from '../kit/planning'
import { type Stack, startStack } from '../kit/stack'
import { openClient, type Person } from '../kit/teams-client'

/** The page of planning: a quarter planned and confirmed, a meeting moved by mouse and by keyboard, read by those who only read. */
let stack: Stack
let browser: Browser
let officer: Person
jest.setTimeout(240_000)

const OFFICER = 'Inès Vandamme'
const LONG = { timeout: 120_000 }

beforeAll(async () => {
  stack = await startStack({ seed: true })
  await forgetMeetings(stack)
  browser = await openBrowser()
  officer = await openClient(browser, stack.origin, OFFICER, { at: 'plan' })
})
afterAll(async () => {
  await browser?.close()
  await stack?.close()
})

test('the quarter of 52 bodies is planned and confirmed in at most five interactions', async () => {
  const { tab } = officer
  await tab.getByText('52 instances se réunissent dans cette période').waitFor(LONG)
  expect(await officer.accessibility()).toEqual([])
  await picture(officer, 'plan-empty')
  officer.spent()
  await officer.click(tab.getByRole('button', { name: 'Planifier les 52 instances' }))
  const confirm = tab.getByRole('button', { name: /^Confirmer \d+ réunions$/ })
  await confirm.waitFor(LONG)
  await picture(officer, 'plan-made')
  expect(await officer.accessibility()).toEqual([])
  await officer.click(confirm)
  const dialog = tab.getByRole('dialog')
  await dialog.getByText(/^\d+ réunions à convoquer$/).waitFor()
  await picture(officer, 'plan-confirm')
  expect(await officer.accessibility()).toEqual([])
  await officer.click(dialog.getByRole('button', { name: /^Envoyer les \d+ changements$/ }))
  await tab.getByText(/^Plan confirmé/).waitFor(LONG)
  const cost = officer.spent()
  process.stdout.write(`Interactions to plan and confirm a quarter for 52 bodies: ${cost}\n`)
  expect(cost).toBeLessThanOrEqual(5)
  const { convening } = await planAtRest(stack.as(OFFICER))
  expect(convening).toMatchObject({ done: convening?.total, waiting: 0, failed: [], withoutApp: null })
  await stack.ctx.outbox.drained(60_000)
  const ahead = stack.ctx.lists.all(Meetings).filter(({ startsAt }) => (startsAt ?? '') >= '2027')
  expect(ahead.length).toBe(convening?.total)
  expect(ahead.every(({ state, event }) => state === 'convened' && event !== null)).toBe(true)
})

test('a meeting says why it is there, and is moved by keyboard alone', async () => {
  const { tab, page } = officer
  await tab.getByLabel('Instance', { exact: true }).selectOption({ label: 'Comité d’investissement' })
  const chips = tab.getByRole('button', { name: /^Comité d’investissement, / })
  await chips.first().focus()
  await page.keyboard.press('Enter')
  await tab.getByRole('heading', { name: 'Pourquoi ici' }).waitFor()
  await picture(officer, 'plan-detail')
  expect(await officer.accessibility()).toEqual([])
  await tab.getByLabel('Jour', { exact: true }).fill('2027-01-14')
  await tab.getByLabel('Heure', { exact: true }).fill('15:00')
  await tab.getByLabel('Heure', { exact: true }).press('Enter')
  await tab
    .getByRole('button', { name: /^Comité d’investissement, jeudi 14\/01\/2027, 15:00 à 17:00,.*épinglée/ })
    .waitFor(LONG)
  await tab.getByRole('button', { name: /^Confirmer \d+ réunions?$|^Confirmer une réunion$/ }).waitFor()
  // Whoever works by keyboard is still where they were.
  expect(
    await tab.getByLabel('Heure', { exact: true }).evaluate((field) => field === field.ownerDocument.activeElement),
  ).toBe(true)
})

test('a meeting is dragged to another day and keeps its time', async () => {
  const { tab } = officer
  const pinned = tab.getByRole('button', { name: /^Comité d’investissement, jeudi 14\/01\/2027/ })
  await pinned.dragTo(tab.getByRole('cell', { name: /^13\/01/ }))
  await tab.getByRole('button', { name: /^Comité d’investissement, mercredi 13\/01\/2027, 15:00/ }).waitFor(LONG)
  await picture(officer, 'plan-moved')
  expect(await officer.accessibility()).toEqual([])
  await tab.getByRole('button', { name: 'Revenir au plan précédent' }).click()
  await pinned.waitFor(LONG)
})

test.each([
  ['dark', 'fr', 1440, 'Philippe Moreau'],
  ['contrast', 'en', 1024, 'Philippe Moreau'],
  ['default', 'fr', 320, OFFICER],
] as const)('the page holds in %s, %s, at %i px', async (theme, locale, width, name) => {
  const reader = await openClient(browser, stack.origin, name, {
    at: 'plan',
    theme,
    locale,
    viewport: { width, height: 900 },
  })
  await reader.tab
    .getByRole('button', { name: /^Comité d’investissement, / })
    .first()
    .waitFor(LONG)
  await picture(reader, `plan-${theme}`)
  expect(await reader.accessibility(rulesIn(theme))).toEqual([])
  if (name !== OFFICER) {
    await reader.tab
      .getByRole('button', { name: /^Comité d’investissement, / })
      .first()
      .click()
    expect(await reader.tab.getByRole('button', { name: /Move|Déplacer|Confirm|Pin|Recalculer/ }).count()).toBe(0)
  }
  await reader.close()
})

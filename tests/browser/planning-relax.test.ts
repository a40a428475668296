import type { Browser, FrameLocator } from 'playwright-core'
import { rulesIn } from '../kit/axe-rules'
import { openBrowser } from '../kit/browser'
import { body, member } from '../kit/meetings'
import { picture } from '../kit/picture'
import { planAtRest, shownPlan } from '../kit/planning'
import { type Stack, startStack } from '../kit/stack'
import { openClient } from '../kit/teams-client'

/** A committee that leaves itself no day: the page says why it is not placed, and the cheapest way out is one press away. */
let stack: Stack
let browser: Browser
jest.setTimeout(240_000)

const OFFICER = 'Inès Vandamme'
const TITLE = 'CoPil Subventions'
const LONG = { timeout: 120_000 }

beforeAll(async () => {
  stack = await startStack()
  await stack.ctx.outbox.put([
    body({
      code: 'CS',
      title: TITLE,
      cadence: 'monthly',
      durationMinutes: 90,
      excludedDays: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
    }),
    member('CS', 'Philippe Moreau', 'chair'),
    member('CS', 'Nora Pirard'),
    body({ code: 'CRISE', title: 'Cellule de crise', cadence: 'onDemand' }),
    member('CRISE', 'Thomas Roevens', 'chair'),
  ])
  await stack.outbox.drained()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await stack?.close()
})

const moveFirst = async (tab: FrameLocator, time: string): Promise<void> => {
  await tab
    .getByRole('button', { name: new RegExp(`^${TITLE}, `) })
    .first()
    .click()
  await tab.getByLabel('Heure', { exact: true }).fill(time)
  await tab.getByRole('button', { name: 'Déplacer' }).click()
}

test('what could not be placed is explained; the cheapest relaxation, applied by one press, places it, and can be undone', async () => {
  const officer = await openClient(browser, stack.origin, OFFICER, { at: 'plan' })
  const { tab } = officer
  await tab.getByRole('button', { name: /^Planifier/ }).click(LONG)
  const clash = tab.getByText('L’instance exclut les jours ou les heures qui restent.')
  await clash.first().waitFor(LONG)
  const before = shownPlan(await planAtRest(stack.as(OFFICER)))
  const options = before.unplaced[0]?.relaxations ?? []
  expect(before.placements).toEqual([])
  expect(before.unplaced.map(({ body: code }) => code)).toEqual(['CS', 'CS', 'CS'])
  expect(options[0]?.changes).toEqual([{ code: 'allow-excluded', person: null }])
  expect(await officer.accessibility()).toEqual([])
  const apply = tab.getByRole('button', { name: `Appliquer à ${TITLE} : admettre les heures exclues` })
  expect(await apply.count()).toBe(3)
  await picture(officer, 'unplaced')
  // Of what has no place at all another cadence can be tried as well; then there is less to place.
  const cadence = tab.getByLabel(new RegExp(`^Cadence dans ce plan.: ${TITLE}$`))
  expect(await cadence.count()).toBe(1)
  await cadence.selectOption('once')
  await tab.getByText('Une réunion impossible').waitFor(LONG)
  await planAtRest(stack.as(OFFICER))
  await cadence.selectOption('month-1')
  await tab.getByText('3 réunions impossibles').waitFor(LONG)
  await planAtRest(stack.as(OFFICER))
  officer.spent()
  await officer.click(apply.first())
  await tab
    .getByRole('button', { name: new RegExp(`^${TITLE}, `) })
    .first()
    .waitFor(LONG)
  expect(officer.spent()).toBe(1)
  await clash.first().waitFor({ state: 'detached', ...LONG })
  const after = shownPlan(await planAtRest(stack.as(OFFICER)))
  expect([after.placements.length, after.unplaced]).toEqual([3, []])
  // The place is the one that the page had named.
  expect(after.placements.map(({ start }) => start)).toContain(options[0]?.start)
  // Against the plan before: nothing moved, three meetings more; an attendance of no meetings is compared with nothing.
  const compared = tab.getByRole('group').filter({ hasText: 'Aucune réunion déplacée depuis le plan précédent' })
  await compared.getByText(/^Ajoutées\s: 3\s; retirées\s: 0\.$/).waitFor()
  expect(await compared.getByRole('listitem').allInnerTexts()).toEqual(
    [1, 2, 3].map(() => expect.stringMatching(/^Ajoutée\s: CoPil Subventions, (lundi|mardi|mercredi|jeudi|vendredi) /)),
  )
  await picture(officer, 'difference-added')
  expect(await officer.accessibility()).toEqual([])
  await tab.getByRole('button', { name: 'Revenir au plan précédent' }).click()
  await clash.first().waitFor(LONG)
  await tab
    .getByText(/^Retirée\s: CoPil Subventions/)
    .nth(2)
    .waitFor()
  await officer.close()
})

test('who only reads the plan sees the ways out, and no button to take them', async () => {
  const reader = await openClient(browser, stack.origin, 'Philippe Moreau', { at: 'plan', locale: 'en' })
  await reader.tab
    .getByText(/^Possible if/)
    .first()
    .waitFor(LONG)
  expect(await reader.tab.getByRole('button', { name: /^Apply/ }).count()).toBe(0)
  const { version } = shownPlan(await planAtRest(stack.as(OFFICER)))
  const change = { kind: 'relax', meeting: 'CS#1', option: 0 }
  expect((await stack.as('Philippe Moreau').patch('/api/plan', { version, change })).status).toBe(403)
  await reader.close()
})

test('the plan beside the one before says which meeting moved from when to when, in each theme and language', async () => {
  const officer = await openClient(browser, stack.origin, OFFICER, { at: 'plan' })
  const { tab } = officer
  await tab.getByRole('button', { name: 'Revenir au plan précédent' }).click()
  await moveFirst(tab, '16:00')
  await tab.getByText(/^Une réunion déplacée depuis le plan précédent/).waitFor(LONG)
  await tab.getByText(/présence\s: −\d+,\d points\.$/).waitFor()
  await picture(officer, 'difference-moved')
  await tab.getByText(/^CoPil Subventions\s: \S+ [\d/]+, \d\d:\d\d → \S+ [\d/]+, 16:00/).waitFor()
  for (const [theme, locale] of [
    ['dark', 'en'],
    ['contrast', 'fr'],
  ] as const) {
    const at = { at: 'plan', theme, locale, viewport: { width: 1024, height: 900 } } as const
    const reader = await openClient(browser, stack.origin, 'Philippe Moreau', at)
    await reader.tab.getByText(/^(One meeting moved|Une réunion déplacée)/).waitFor(LONG)
    await reader.tab.getByText(/→/).scrollIntoViewIfNeeded()
    await picture(reader, `difference-${theme}`)
    expect(await reader.accessibility(rulesIn(theme))).toEqual([])
    expect(await reader.tab.getByRole('button', { name: /^(Go back|Revenir)/ }).count()).toBe(0)
    await reader.close()
  }
  await tab.getByRole('button', { name: 'Revenir au plan précédent' }).click()
  // What was undone can be compared with: the meeting moved back.
  await tab.getByText(/16:00.* → /).waitFor(LONG)
  expect(await officer.accessibility()).toEqual([])
  await officer.close()
})

test('a meeting moved to a Saturday is in the calendar with what it breaks; in a narrow window its detail comes into sight', async () => {
  const plan = shownPlan(await planAtRest(stack.as(OFFICER)))
  const change = { kind: 'move', meeting: plan.placements[0]?.id, start: '2027-02-13T09:00:00Z' }
  expect((await stack.as(OFFICER).patch('/api/plan', { version: plan.version, change })).status).toBe(202)
  await planAtRest(stack.as(OFFICER))
  for (const width of [800, 1100]) {
    const officer = await openClient(browser, stack.origin, OFFICER, { at: 'plan', viewport: { width, height: 900 } })
    const { tab } = officer
    await tab.getByRole('button', { name: new RegExp(`^${TITLE}, samedi 13/02/2027`) }).click(LONG)
    const broken = tab.getByText('Un week-end, un jour férié, ou un moment que l’instance exclut.')
    await broken.waitFor()
    const box = await broken.boundingBox()
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(900)
    await tab.getByText('Aucun membre n’est libre avec certitude').waitFor()
    // Nobody looked for another slot.
    expect(await tab.getByText('Aucun autre créneau n’est possible').count()).toBe(0)
    expect(await officer.accessibility()).toEqual([])
    // The page is left as it was come to.
    await tab.getByRole('link', { name: 'Réunions', exact: true }).click()
    await tab.getByText('À venir').first().waitFor()
    await officer.close()
  }
})

test('a cadence is tried for a committee that meets on demand, and taken back', async () => {
  const officer = await openClient(browser, stack.origin, OFFICER, { at: 'plan' })
  const { tab } = officer
  await tab.getByText('Une instance à la demande').click()
  const cadence = tab.getByLabel(/^Cadence dans ce plan.: Cellule de crise$/)
  expect(await cadence.inputValue()).toBe('onDemand')
  await picture(officer, 'on-demand')
  await cadence.selectOption('month-1')
  const placed = tab.getByRole('button', { name: /^Cellule de crise, / })
  await placed.first().waitFor(LONG)
  await planAtRest(stack.as(OFFICER))
  await placed.first().click()
  await tab.getByLabel('Cadence dans ce plan', { exact: true }).selectOption('onDemand')
  await tab.getByText('Une instance à la demande').waitFor(LONG)
  expect(await placed.count()).toBe(0)
  expect(await officer.accessibility()).toEqual([])
  await officer.close()
})

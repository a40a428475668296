import type { Browser } from 'playwright-core'
import { openBrowser } from '../kit/browser'
import { body, member } from '../kit/meetings'
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
  ])
  await stack.outbox.drained()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await stack?.close()
})

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
  expect(await officer.accessibility()).toEqual([])
  await tab.getByRole('button', { name: 'Revenir au plan précédent' }).click()
  await clash.first().waitFor(LONG)
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

import type { Browser } from 'playwright-core'
import { Decisions } from '../../src/lists/committees/decisions'
import { blankValues } from '../../src/lists/kit/list'
import { Milestones } from '../../src/lists/milestones'
import { Projects } from '../../src/lists/projects'
import { rulesIn } from '../kit/axe-rules'
import { openBrowser } from '../kit/browser'
import { meetingRows } from '../kit/meeting'
import { idOf } from '../kit/personas'
import { picture } from '../kit/picture'
import { project } from '../kit/rows'
import { type Stack, startStack } from '../kit/stack'
import { openClient } from '../kit/teams-client'

/** A gate from the plan of its project to the register: seen as one, put as a question, decided in its own words. */
const [CHAIR, SECRETARY, MANAGER] = ['Philippe Moreau', 'Renaud Stassart', 'Nora Pirard']
const KEY = 'CG:1'
const GATE = 'Jalon de P-1 : Recette'.replace(' :', '\u00a0:')
let stack: Stack
let browser: Browser

jest.setTimeout(180_000)

beforeAll(async () => {
  stack = await startStack()
  const number = 'P-1'
  const milestone = (rank: number, title: string, forecastDate: string, gate: boolean) => ({
    list: Milestones,
    key: `${number}:${rank}`,
    values: {
      ...blankValues(Milestones),
      ...{ milestoneKey: `${number}:${rank}`, project: number, title, rank, gate },
      ...{ baselineDate: '2026-10-30', forecastDate },
    },
  })
  await stack.ctx.outbox.put([
    {
      list: Projects,
      key: number,
      values: project({ number, title: 'Guichet unique', projectManager: idOf(MANAGER) }),
    },
    milestone(1, 'Recette', '2026-11-10', true),
    milestone(2, 'Formation des équipes', '2026-12-20', false),
    milestone(3, 'Mise en production', '2027-02-01', true),
    ...meetingRows({
      code: 'CG',
      body: { title: 'CoPil Guichet', project: number, language: 'fr' },
      members: [
        [CHAIR, 'chair'],
        [SECRETARY, 'secretary', 'advice'],
        [MANAGER, 'member'],
      ],
      items: [],
    }),
  ])
  await stack.outbox.drained()
  browser = await openBrowser()
})

afterAll(async () => {
  await browser?.close()
  await stack?.close()
})

test.each([
  ['default', 'fr', 'Recette Jalon de décision'],
  ['dark', 'en', 'Recette Gate'],
  ['contrast', 'fr', 'Recette Jalon de décision'],
] as const)('the plan of a project says in words which milestones are gates (%s, %s)', async (theme, locale, name) => {
  const person = await openClient(browser, stack.origin, MANAGER, { at: 'project/P-1', theme, locale })
  await person.tab.getByRole('rowheader', { name, exact: true }).waitFor()
  await person.tab.getByRole('rowheader', { name: 'Formation des équipes', exact: true }).waitFor()
  await picture(person, `gates-plan-${theme}`)
  expect(await person.accessibility(rulesIn(theme))).toEqual([])
  await person.close()
})

test('the panel of a project that is as narrow as a side panel still says it', async () => {
  const viewport = { width: 480, height: 900 }
  const person = await openClient(browser, stack.origin, MANAGER, { at: 'project/P-1', viewport })
  await person.tab.getByRole('rowheader', { name: 'Recette Jalon de décision', exact: true }).waitFor()
  await picture(person, 'gates-plan-narrow')
  await person.close()
})

test('the agenda has the question ready, and says that a gate is due', async () => {
  expect((await stack.as(SECRETARY).post(`/api/meetings/${KEY}/agenda/build`)).status).toBe(200)
  const person = await openClient(browser, stack.origin, SECRETARY, { at: `meeting/${KEY}` })
  await person.tab.getByText(GATE).click()
  await person.tab.getByText(/Le projet Guichet unique franchit-il le jalon de décision «\s*Recette\s*»/).waitFor()
  await person.tab.getByText('Jalon de décision échu').waitFor()
  await picture(person, 'gates-agenda')
  expect(await person.accessibility()).toEqual([])
  await person.close()
})

test('in the meeting and in the register a gate is decided in its own words', async () => {
  const person = await openClient(browser, stack.origin, SECRETARY, { at: `call/${encodeURIComponent(KEY)}` })
  const panel = person.page.frameLocator('iframe[title="Panneau"]')
  await panel.getByRole('button', { name: 'Ouvrir la séance' }).click()
  await panel.getByRole('button', { name: 'Premier point' }).click()
  const form = panel.getByRole('form', { name: 'Décision et actions' })
  await form.getByRole('radio').first().waitFor()
  const results = ['Poursuite', 'Poursuite sous conditions', 'Report', 'Arrêt']
  for (const name of results) expect(await form.getByRole('radio', { name, exact: true }).count()).toBe(1)
  expect(await form.getByRole('radio').count()).toBe(results.length)
  await form.getByRole('radio', { name: 'Poursuite', exact: true }).check()
  await form.getByLabel('Décision', { exact: true }).fill('La recette est acquise.')
  await picture(person, 'gates-panel')
  expect(await person.accessibility()).toEqual([])
  await form.getByRole('button', { name: 'Enregistrer la décision' }).click()
  await panel.getByText('D-2026-001 est enregistrée.').waitFor()
  await panel
    .getByRole('paragraph')
    .filter({ hasText: /Poursuite.*D-2026-001/ })
    .waitFor()
  await stack.outbox.drained()
  expect(stack.ctx.lists.find(Decisions, 'D-2026-001')).toMatchObject({ result: 'adopted', project: 'P-1' })
  await person.go('decisions')
  await person.tab.getByRole('row', { name: /Recette.*Poursuite/ }).waitFor()
  await picture(person, 'gates-register')
  await person.close()
  const reader = await openClient(browser, stack.origin, CHAIR, { at: 'decisions/D-2026-001', locale: 'en' })
  await reader.tab.getByText('Go', { exact: true }).waitFor()
  await picture(reader, 'gates-decision')
  expect(await reader.accessibility()).toEqual([])
  await reader.close()
})

import type { Log } from '../../src/context'
import { Settings } from '../../src/lists/settings'
import type { SettingsView } from '../../src/settings/settings-view'
import type { CycleListView } from '../../src/status/cycle-view'
import { idOf } from '../kit/personas'
import { type Stack, startStack } from '../kit/stack'

/** What was logged as a warning. */
const warnings: object[] = []
const log: Log = { info: () => undefined, warn: (fields) => void warnings.push(fields), error: () => undefined }

let stack: Stack
beforeAll(async () => {
  stack = await startStack({ seed: true, log })
})
afterAll(() => stack.close())

const set = (code: string, value: unknown): Promise<void> =>
  stack.ctx.outbox.put([
    { list: Settings, key: code, values: { code, value: typeof value === 'string' ? value : JSON.stringify(value) } },
  ])
const proposed = async () => (await stack.as('Inès Vandamme').get<CycleListView>('/api/cycles')).body.proposed

test('an organisation with a calendar of its own is proposed its own cycles', async () => {
  await set('recurrence', { kind: 'calendar', cutOffTime: '17:00' })
  await set('cycles', [{ code: 'T4-2026', title: '4e trimestre 2026', opensOn: '2026-12-01', cutOff: '2026-12-11' }])
  expect(await proposed()).toMatchObject({
    code: 'T4-2026',
    title: '4e trimestre 2026',
    cutOff: '2026-12-11T16:00:00.000Z',
  })
})

test('the officer edits settings as herself; what somebody else changed meanwhile is told, and nothing is written', async () => {
  const officer = stack.as('Inès Vandamme')
  const before = (await officer.get<SettingsView>('/api/settings')).body
  const ladder = { ...before.settings.ladder, escalation: 4 }
  const saved = await officer.patch<SettingsView>('/api/settings', { changes: { ladder }, versions: before.versions })
  expect([saved.status, saved.body.settings.ladder]).toEqual([200, ladder])
  expect(stack.ctx.lists.find(Settings, 'ladder')?.$item.modifiedBy).toBe(idOf('Inès Vandamme'))
  const tolerances = { days: 5, cost: 5 }
  const late = await officer.patch('/api/settings', {
    changes: { ladder: before.settings.ladder, tolerances },
    versions: before.versions,
  })
  expect([late.status, late.body]).toMatchObject([409, { error: { code: 'conflict' } }])
  expect(JSON.stringify(late.body)).toContain('Inès Vandamme a modifié ces paramètres, aujourd’hui')
  const after = (await officer.get<SettingsView>('/api/settings')).body
  expect([after.settings.ladder, after.settings.tolerances]).toEqual([ladder, { days: 30, cost: 10 }])
})

test.each([
  ['a number out of range', { ladder: { escalation: 0 } }, ['ladder.escalation']],
  ['a blank number', { tolerances: { days: null, cost: 10 } }, ['tolerances.days']],
  ['a day that does not exist', { extraHolidays: ['11-02', '31-02'] }, ['extraHolidays.1']],
  ['a folder with a forbidden sign', { reportFolder: 'a*b' }, ['reportFolder']],
  ['a setting that does not exist', { ladders: {} }, ['ladders']],
  ['one good and one bad', { language: 'en', quietHours: { from: '25:00' } }, ['quietHours.from']],
])('%s is refused with its field, and nothing is written', async (_case, changes, fields) => {
  const officer = stack.as('Inès Vandamme')
  const before = (await officer.get<SettingsView>('/api/settings')).body
  const refused = await officer.patch('/api/settings', { changes, versions: before.versions })
  expect([refused.status, refused.body]).toMatchObject([422, { error: { code: 'invalid', fields } }])
  expect((await officer.get<SettingsView>('/api/settings')).body).toEqual(before)
})

test('settings are the officer’s: others neither read nor write them', async () => {
  for (const name of ['Koen Wouters', 'Julie Maréchaux']) {
    expect((await stack.as(name).get('/api/settings')).status).toBe(403)
    expect((await stack.as(name).patch('/api/settings', { changes: { language: 'en' } })).status).toBe(403)
  }
})

test('a typing error in a setting is reported and stops nothing: the default is used', async () => {
  await set('recurrence', '{"kind":"calender"')
  expect(await proposed()).toMatchObject({ code: '2026-11' })
  expect(warnings).toContainEqual(expect.objectContaining({ code: 'recurrence', reason: 'not-json' }))
})

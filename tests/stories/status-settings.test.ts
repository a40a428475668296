import type { Log } from '../../src/context'
import { Settings } from '../../src/lists/settings'
import type { CycleListView } from '../../src/status/cycle-view'
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

test('a typing error in a setting is reported and stops nothing: the default is used', async () => {
  await set('recurrence', '{"kind":"calender"')
  expect(await proposed()).toMatchObject({ code: '2026-11' })
  expect(warnings).toContainEqual(expect.objectContaining({ code: 'recurrence', reason: 'not-json' }))
})

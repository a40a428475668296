import { StatusReports } from '../../src/lists/status-reports'
import { cardData, textsOf } from '../kit/answers'
import { type Stack, startStack } from '../kit/stack'

let stack: Stack
const manager = 'Julie Maréchaux'

beforeAll(async () => {
  stack = await startStack({ seed: true })
  const opening = () => stack.as('Inès Vandamme').post('/api/cycles')
  const answers = await Promise.all([opening(), opening()])
  expect(answers.map(({ status }) => status)).toContain(201)
  await stack.outbox.drained(20_000)
})
afterAll(() => stack.close())

const reportOf = (project: string) => stack.ctx.lists.find(StatusReports, `2026-11:${project}`)

test('a cycle opened twice at the same moment asks everybody once', async () => {
  const asks = await stack.ctx.asks.ofCycle('2026-11')
  expect(asks).toHaveLength(18)
  const cards = await Promise.all(stack.tenant.people.map(({ displayName }) => stack.chat.cards(displayName)))
  expect(cards.flat()).toHaveLength(18)
})

test('an answer given while Graph is down is kept, shown as recorded, and written once when Graph is back', async () => {
  stack.tenant.faults.set({ graphDown: true })
  const reply = await stack.chat.invoke(manager, 'status.confirm', cardData('2026-11', 'P-022'))
  expect(textsOf(reply.body).join(' ')).toContain('Enregistré')
  expect(stack.outbox.pending()).toBeGreaterThan(0)
  expect(reportOf('P-022')).toMatchObject({ state: 'submitted', $item: { itemId: '' } })

  const later = await stack.as(manager).post('/api/projects/P-022/report', {
    cycle: 'current',
    fields: { overall: 'red', comment: 'Le fournisseur a fait défaut.' },
  })
  expect(later.status).toBe(200)

  stack.tenant.faults.set({ graphDown: false })
  await stack.outbox.drained(30_000)
  expect(stack.outbox.pending()).toBe(0)
  expect(reportOf('P-022')).toMatchObject({ overall: 'red', comment: 'Le fournisseur a fait défaut.' })
  expect(reportOf('P-022')?.$item.itemId).not.toBe('')
  await stack.door.lists.syncNow()
  expect(stack.ctx.lists.all(StatusReports).filter((row) => row.reportKey === '2026-11:P-022')).toHaveLength(1)
})

test('every activity delivered twice: one answer, one report', async () => {
  stack.tenant.faults.set({ duplicateActivities: 1 })
  const other = (await stack.ctx.asks.ofCycle('2026-11')).length
  await stack.chat.invoke(manager, 'status.save', cardData('2026-11', 'P-022', { overall: 'amber', comment: 'Mieux.' }))
  stack.tenant.faults.clear()
  await stack.outbox.drained(20_000)
  expect(stack.ctx.lists.all(StatusReports).filter((row) => row.reportKey === '2026-11:P-022')).toMatchObject([
    { overall: 'amber', comment: 'Mieux.' },
  ])
  expect((await stack.ctx.asks.ofCycle('2026-11')).length).toBe(other)
})

import { ExceptionReports } from '../../src/lists/exception-reports'
import { Projects } from '../../src/lists/projects'
import { StatusReports } from '../../src/lists/status-reports'
import type { CycleListView, CycleOverview, DeliveryView } from '../../src/status/cycle-view'
import { cardData } from '../kit/answers'
import { idOf } from '../kit/personas'
import { type Stack, startStack } from '../kit/stack'

/** Wednesday 18 November 2026, 10:00 in Brussels; the cycle ends on Friday 27 November at noon. */
let stack: Stack
const officer = 'Inès Vandamme'

beforeAll(async () => {
  stack = await startStack({ seed: true })
})
afterAll(() => stack.close())

const overview = async (name = officer): Promise<CycleOverview> =>
  (await stack.as(name).get<CycleOverview>('/api/cycles/2026-11')).body

test('the officer opens the cycle that the calendar proposes, and every manager gets one card with all their projects', async () => {
  const list = await stack.as(officer).get<CycleListView>('/api/cycles')
  expect(list.body.proposed).toEqual({
    code: '2026-11',
    title: 'novembre 2026',
    cutOff: '2026-11-27T11:00:00.000Z',
    projects: 50,
    managers: 18,
    sendsAt: null,
  })
  const opened = await stack.as(officer).post('/api/cycles')
  expect([opened.status, opened.body]).toEqual([
    201,
    { cycle: '2026-11', projects: 50, managers: 18, asked: 18, failed: 0 },
  ])
  const { people, figures } = await overview()
  expect(people.map((person) => person.projects.length).reduce((a, b) => a + b, 0)).toBe(50)
  expect(figures).toMatchObject({ owed: 50, answered: 0, awaited: 50, late: 0, managersAsked: 18 })
  for (const person of people) {
    const [card, ...more] = await stack.chat.cards(person.name)
    expect([person.name, more.length]).toEqual([person.name, 0])
    for (const number of person.projects) expect(JSON.stringify(card?.card)).toContain(number)
  }
})

const reportOf = (project: string) => stack.ctx.lists.find(StatusReports, `2026-11:${project}`)

test('a manager confirms one project unchanged: the last report is the new one, on the card and in the list', async () => {
  const before = stack.ctx.lists.find(StatusReports, '2026-10:P-022')
  const answer = await stack.chat.invoke('Julie Maréchaux', 'status.confirm', cardData('2026-11', 'P-022'))
  expect(answer.status).toBe(200)
  await stack.outbox.drained(10_000)
  expect(reportOf('P-022')).toMatchObject({
    state: 'submitted',
    overall: before?.overall,
    schedule: before?.schedule,
    forecastEnd: before?.forecastEnd,
    comment: before?.comment,
    achieved: null,
    trend: 'stable',
    answeredBy: idOf('Julie Maréchaux'),
    answeredAt: '2026-11-18T09:00:00Z',
  })
  expect(reportOf('P-022')?.$item.itemId).not.toBe('')
})

test('the delivery log knows that the question was sent and, from the answer, that it was read', async () => {
  const { body } = await stack.as(officer).get<{ deliveries: DeliveryView[] }>('/api/cycles/2026-11/deliveries')
  const theirs = body.deliveries.filter(({ name }) => name === 'Julie Maréchaux')
  expect(theirs.map(({ kind, outcome }) => [kind, outcome])).toEqual([
    ['question', 'read'],
    ['question', 'sent'],
  ])
})

test('the same click delivered again, and a second click, change nothing', async () => {
  const before = reportOf('P-022')
  stack.clock.advance(60_000)
  await stack.chat.invoke('Julie Maréchaux', 'status.confirm', cardData('2026-11', 'P-022'))
  await stack.chat.invoke('Julie Maréchaux', 'status.confirm', cardData('2026-11', 'P-022'))
  await stack.outbox.drained(10_000)
  expect(reportOf('P-022')).toEqual(before)
})

test('a deterioration with its comment moves the project, computes health and trend, and raises the exception once', async () => {
  const fields = {
    overall: 'red',
    forecastEnd: '2028-06-30',
    forecastCost: '1 500 000',
    comment: 'Le fournisseur livre trois mois plus tard.',
    percentComplete: '55',
  }
  await stack.chat.invoke('Julie Maréchaux', 'status.save', cardData('2026-11', 'P-022', fields))
  await stack.outbox.drained(10_000)
  expect(reportOf('P-022')).toMatchObject({
    overall: 'red',
    computedHealth: 'red',
    trend: 'worsening',
    forecastEnd: '2028-06-30',
    forecastCost: 1_500_000,
    percentComplete: 55,
    comment: 'Le fournisseur livre trois mois plus tard.',
  })
  expect(stack.ctx.lists.find(Projects, 'P-022')).toMatchObject({ forecastEnd: '2028-06-30', forecastCost: 1_500_000 })
  const raised = () => stack.ctx.lists.all(ExceptionReports).filter((exception) => exception.project === 'P-022')
  const open = raised().filter((exception) => exception.state === 'open')
  expect(open.filter((exception) => exception.tolerance === 'time')).toMatchObject([{ allowed: 30 }])

  await stack.chat.invoke(
    'Julie Maréchaux',
    'status.save',
    cardData('2026-11', 'P-022', { ...fields, comment: 'Trois mois.' }),
  )
  await stack.outbox.drained(10_000)
  expect(reportOf('P-022')?.comment).toBe('Trois mois.')
  expect(raised().filter((exception) => exception.state === 'open')).toHaveLength(open.length)
})

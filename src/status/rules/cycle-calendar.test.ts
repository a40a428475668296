import { calendarIn, readSettings } from '../../settings/settings'
import { isPossibleCutOff, nextCycle, opensByItself } from './cycle-calendar'

const plan = (now: string, values: Record<string, unknown> = {}, taken: readonly string[] = []) => {
  const { settings } = readSettings(Object.entries(values).map(([code, v]) => ({ code, value: JSON.stringify(v) })))
  const planned = nextCycle(settings, calendarIn(settings), new Date(now), new Set(taken))
  return { planned, settings }
}

test.each([
  ['2026-11-22T10:00:00Z', [], '2026-11', '2026-11-20', '2026-11-27T11:00:00.000Z'],
  ['2026-11-27T11:00:00Z', [], '2026-12', '2026-12-17', '2026-12-24T11:00:00.000Z'], // cut-off reached; Christmas is a Friday
  ['2026-11-22T10:00:00Z', ['2026-11'], '2026-12', '2026-12-17', '2026-12-24T11:00:00.000Z'],
  ['2026-12-30T10:00:00Z', [], '2027-01', '2027-01-22', '2027-01-29T11:00:00.000Z'],
  ['2026-06-01T10:00:00Z', [], '2026-06', '2026-06-19', '2026-06-26T10:00:00.000Z'], // summer time
])('on %s, with %j taken, the next monthly cycle is %s', (now, taken, code, opensOn, cutOff) => {
  const { planned } = plan(now, {}, taken)
  expect({ ...planned, cutOff: planned?.cutOff.toISOString() }).toEqual({ code, title: null, opensOn, cutOff })
})

test('a quarterly recurrence ends in March, June, September and December', () => {
  expect(plan('2026-10-01T10:00:00Z', { recurrence: { everyMonths: 3 } }).planned?.code).toBe('2026-12')
})

test('the own calendar of an organisation comes to its end', () => {
  const values = {
    recurrence: { kind: 'calendar', cutOffTime: '17:00' },
    cycles: [
      { code: 'T4', title: 'Quatrième trimestre', opensOn: '2026-12-01', cutOff: '2026-12-11' },
      { code: 'T3', title: 'Troisième trimestre', opensOn: '2026-09-01', cutOff: '2026-09-11' },
    ],
  }
  expect(plan('2026-08-01T10:00:00Z', values).planned).toEqual({
    code: 'T3',
    title: 'Troisième trimestre',
    opensOn: '2026-09-01',
    cutOff: new Date('2026-09-11T15:00:00Z'),
  })
  expect(plan('2026-10-01T10:00:00Z', values).planned?.code).toBe('T4')
  expect(plan('2027-01-01T10:00:00Z', values).planned).toBeNull()
})

test.each([
  ['2026-11-19T10:00:00Z', true, false],
  ['2026-11-20T10:00:00Z', true, true],
  ['2026-11-20T10:00:00Z', false, false],
])('on %s, automatic %s, it opens by itself: %s', (now, automatic, expected) => {
  const { planned, settings } = plan(now, { recurrence: { automatic } })
  expect(opensByItself(planned, settings, new Date(now))).toBe(expected)
})

test.each([
  ['2026-11-18T08:59:59Z', false],
  ['2026-11-18T09:00:00Z', false],
  ['2026-11-18T09:00:01Z', true],
  ['2027-11-18T09:00:00Z', true],
  ['2028-11-18T09:00:00Z', false],
  ['9999-12-31T23:59:59-12:00', false],
])('a cycle open on 18 November 2026 may end at %s: %s', (cutOff, possible) => {
  expect(isPossibleCutOff(new Date(cutOff), new Date('2026-11-18T09:00:00Z'))).toBe(possible)
})

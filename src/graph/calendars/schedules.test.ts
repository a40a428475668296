import type { Call, GraphCaller } from '../http/caller'
import { readSchedules } from './schedules'
import { ianaZone } from './zones'

const at = (dateTime: string) => ({ dateTime: `${dateTime}.0000000`, timeZone: 'UTC' })

/** Answers every call with the same information for the addresses that it names. */
const callerWith = (information: object, calls: Call[] = []): GraphCaller => ({
  send: () => Promise.reject(new Error('not sent by itself')),
  all: () => Promise.reject(new Error('not paged')),
  batch: async (rows) => {
    calls.push(...rows)
    return rows.map(({ body }) => {
      const schedules: unknown = Reflect.get(body ?? {}, 'schedules')
      const value = Array.isArray(schedules) ? schedules.map((scheduleId) => ({ scheduleId, ...information })) : []
      return { status: 200, headers: new Headers(), body: { value } }
    })
  },
})

const DAY = { from: '2027-01-11T00:00:00Z', to: '2027-01-12T00:00:00Z' }

test('20 addresses and 61 days a call, whatever is asked', async () => {
  const calls: Call[] = []
  const addresses = Array.from({ length: 45 }, (_, index) => `P${index}@x.example`)
  const quarter = { from: '2027-01-01T00:00:00Z', to: '2027-04-01T00:00:00Z' }
  const found = await readSchedules(callerWith({ scheduleItems: [] }, calls), 'm@x.example', addresses, quarter)
  expect(calls).toHaveLength(6)
  for (const { body } of calls) {
    const { schedules, startTime, endTime } = Object(body)
    expect(schedules.length).toBeLessThanOrEqual(20)
    expect((Date.parse(endTime.dateTime) - Date.parse(startTime.dateTime)) / 86_400_000).toBeLessThan(62)
  }
  expect([...found.keys()]).toEqual(addresses.map((address) => address.toLowerCase()))
})

test.each([
  [
    { error: { responseCode: 'ErrorMailRecipientNotFound' }, availabilityView: '' },
    { isKnown: false, busy: [] },
  ],
  [{ availabilityView: null }, { isKnown: false, busy: [] }],
  [
    {
      scheduleItems: [
        { status: 'free', start: at('2027-01-11T08:00:00'), end: at('2027-01-11T09:00:00') },
        { status: 'oof', start: at('2027-01-11T09:00:00'), end: at('2027-01-11T10:00:00') },
        { status: 'workingElsewhere', start: at('2027-01-11T10:00:00'), end: at('2027-01-11T11:00:00') },
      ],
    },
    {
      isKnown: true,
      busy: [
        { from: '2027-01-11T09:00:00Z', to: '2027-01-11T10:00:00Z', status: 'out-of-office' },
        { from: '2027-01-11T10:00:00Z', to: '2027-01-11T11:00:00Z', status: 'working-elsewhere' },
      ],
    },
  ],
  // A calendar that tells no items is read from its view, half hour by half hour.
  [
    { availabilityView: '0022100' },
    {
      isKnown: true,
      busy: [
        { from: '2027-01-11T01:00:00Z', to: '2027-01-11T02:00:00Z', status: 'busy' },
        { from: '2027-01-11T02:00:00Z', to: '2027-01-11T02:30:00Z', status: 'tentative' },
      ],
    },
  ],
])('what Exchange tells as %j is read as %j', async (information, expected) => {
  const found = await readSchedules(callerWith(information), 'm@x.example', ['a@x.example'], DAY)
  expect(found.get('a@x.example')).toMatchObject(expected)
})

test('working hours come with their zone, told by name or by its offset', async () => {
  const workingHours = {
    daysOfWeek: ['monday', 'friday'],
    startTime: '08:00:00.0000000',
    endTime: '17:00:00.0000000',
    timeZone: { name: 'Customized Time Zone', bias: -120 },
  }
  const found = await readSchedules(callerWith({ scheduleItems: [], workingHours }), 'm@x', ['a@x'], DAY)
  expect(found.get('a@x')).toMatchObject({
    zone: 'Etc/GMT-2',
    workingHours: [
      { weekday: 1, from: '08:00', to: '17:00' },
      { weekday: 5, from: '08:00', to: '17:00' },
    ],
  })
})

test.each([
  [{ name: 'Romance Standard Time' }, 'Europe/Brussels'],
  [{ name: 'Europe/Paris' }, 'Europe/Paris'],
  [{ name: 'Customized Time Zone', bias: -60 }, 'Europe/Brussels'],
  [{ name: 'Customized Time Zone', bias: 480 }, 'Etc/GMT+8'],
  [{ name: 'Customized Time Zone', bias: -330 }, 'Europe/Brussels'],
  [{ name: 'Nowhere Standard Time' }, 'Europe/Brussels'],
  [{}, 'Europe/Brussels'],
])('the zone %j is %s', (zone, expected) => {
  expect(ianaZone(zone)).toBe(expected)
})

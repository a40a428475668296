import { DateTime } from 'luxon'
import { instanceOf } from '../../../bench/scheduling/instances'
import { gridOf, timeOf } from './calendar-grid'

const input = instanceOf({ bodies: 1, people: 5, rooms: 1 }, 1)

test.each([
  ['Europe/Brussels', '00:00', '24:00'],
  ['Europe/Brussels', '02:30', '09:00'],
  ['Australia/Lord_Howe', '00:00', '24:00'],
  ['Asia/Kolkata', '08:00', '18:00'],
])(
  'every slot from March to November is where the wall clock of %s says, also on days when clocks change (%s to %s)',
  (zone, from, to) => {
    const period = { from: '2026-03-20', to: '2026-11-05' }
    const grid = gridOf({ ...input, zone, period, day: { from, to }, weekdays: [1, 2, 3, 4, 5, 6, 7], holidays: [] })
    expect(grid.slots.length).toBeGreaterThan(230 * 10)
    const wrong = grid.slots.filter(
      ({ day, minute, cell }) =>
        Date.parse(grid.instantOf(cell)) !== DateTime.fromISO(`${day}T${timeOf(minute)}`, { zone }).toMillis(),
    )
    expect(wrong).toEqual([])
  },
)

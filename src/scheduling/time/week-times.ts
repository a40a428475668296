import type { WeekTime } from '../model'
import { minuteOf } from './calendar-grid'

/** Does a meeting of so many minutes touch one of the times, or is it inside of one? `slot` on the wall clock; weekdays from 1 (Monday). */
export const isWithin = (
  times: readonly WeekTime[],
  slot: { readonly weekday: number; readonly minute: number },
  minutes: number,
  mode: 'touches' | 'inside',
): boolean =>
  times.some(({ weekdays, from, to }) => {
    if (weekdays && !weekdays.includes(slot.weekday)) return false
    const start = from === undefined ? 0 : minuteOf(from)
    const end = to === undefined ? 24 * 60 : minuteOf(to)
    return mode === 'touches'
      ? slot.minute < end && slot.minute + minutes > start
      : slot.minute >= start && slot.minute + minutes <= end
  })

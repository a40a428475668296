import { addDays } from '../../../calendar/business-days'
import type { Settings } from '../../../settings/settings'

export interface Period {
  readonly from: string
  readonly to: string
  /** As plans are kept: `2027-01-01/2027-03-31`. */
  readonly name: string
}

/** The days to plan: those of the settings, or the calendar quarter after that of today. */
export const planPeriod = ({ from, to }: Pick<Settings['planning'], 'from' | 'to'>, today: string): Period => {
  if (from !== '' && to !== '') return { from, to, name: `${from}/${to}` }
  const [year = 0, month = 1] = today.split('-').map(Number)
  const first = quarterStart(year, Math.floor((month - 1) / 3) + 1)
  const last = addDays(quarterStart(year, Math.floor((month - 1) / 3) + 2), -1)
  return { from: first, to: last, name: `${first}/${last}` }
}

const quarterStart = (year: number, quarter: number): string =>
  `${year + Math.floor(quarter / 4)}-${String((quarter % 4) * 3 + 1).padStart(2, '0')}-01`

/** Days of a period, first and last included. */
export const daysIn = ({ from, to }: Pick<Period, 'from' | 'to'>): readonly string[] => {
  const days: string[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return days
}

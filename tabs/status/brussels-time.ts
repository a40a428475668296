const ZONE = 'Europe/Brussels'

const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** Day and time that a clock in Brussels shows at an instant, for `date` and `time` inputs. */
export const brusselsClock = (instant: Date): { readonly date: string; readonly time: string } => {
  const shown = new Map(parts.formatToParts(instant).map(({ type, value }) => [type, value]))
  const at = (type: Intl.DateTimeFormatPartTypes): string => shown.get(type) ?? ''
  return { date: `${at('year')}-${at('month')}-${at('day')}`, time: `${at('hour')}:${at('minute')}` }
}

/** The instant at which clocks in Brussels show this day and time, as UTC ISO 8601; null when either is not valid. */
export const brusselsInstant = (date: string, time: string): string | null => {
  // Browsers make an instant of nearly anything: of a blank day and a blank time one in the year 2000.
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !/^\d{2}:\d{2}$/.test(time)) return null
  const asUtc = Date.parse(`${date}T${time}:00Z`)
  if (Number.isNaN(asUtc)) return null
  // The offset at the guess is the offset at the answer, except within an hour of a change of clocks: look again from there.
  const offsetAt = (instant: number): number => {
    const clock = brusselsClock(new Date(instant))
    return Date.parse(`${clock.date}T${clock.time}:00Z`) - instant
  }
  const first = asUtc - offsetAt(asUtc)
  return new Date(asUtc - offsetAt(first)).toISOString()
}

/** The next weekday after an ISO date: what an extension proposes. */
export const nextWeekday = (date: string): string => {
  const day = new Date(`${date}T00:00:00Z`)
  do day.setUTCDate(day.getUTCDate() + 1)
  while (day.getUTCDay() === 0 || day.getUTCDay() === 6)
  return day.toISOString().slice(0, 10)
}

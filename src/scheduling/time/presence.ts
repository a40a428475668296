import { DateTime } from 'luxon'
import { type CalendarStatus, LIKELIHOOD, type Person, type SchedulingInput } from '../model'
import { type CalendarGrid, dayAfter, daysBetween } from './calendar-grid'

/** What keeps somebody away, or not, in a cell. Where several hold, the later in this list counts. */
export const PRESENCES = [
  'free',
  'elsewhere',
  'unknown',
  'tentative',
  'off-hours',
  'busy',
  'out-of-office',
  'declined',
  'in-meeting',
] as const
export type Presence = (typeof PRESENCES)[number]

const codeOf = (presence: Presence): number => PRESENCES.indexOf(presence)
export const FREE = codeOf('free')
export const ELSEWHERE = codeOf('elsewhere')
export const UNKNOWN = codeOf('unknown')
export const TENTATIVE = codeOf('tentative')
export const OFF_HOURS = codeOf('off-hours')
export const DECLINED = codeOf('declined')
export const IN_MEETING = codeOf('in-meeting')

const entryCodes: Readonly<Record<CalendarStatus, number>> = {
  busy: codeOf('busy'),
  tentative: TENTATIVE,
  'out-of-office': codeOf('out-of-office'),
  'working-elsewhere': ELSEWHERE,
  declined: DECLINED,
}

/** Percent likely to attend a meeting, by presence code. */
export const likelihoodOf = (code: number, isRemoteAllowed: boolean): number => {
  if (code === FREE) return LIKELIHOOD.free
  if (code === ELSEWHERE) return isRemoteAllowed ? LIKELIHOOD.elsewhere : 0
  if (code === TENTATIVE) return LIKELIHOOD.tentative
  return code === UNKNOWN ? LIKELIHOOD.unknown : 0
}

export type PresenceCells = Uint8Array

/** The heaviest presence of a person over the cells of a meeting. */
export const presenceIn = (cells: PresenceCells, from: number, length: number): number => {
  let worst = 0
  for (let cell = from; cell < from + length; cell++) worst = Math.max(worst, cells[cell] ?? OFF_HOURS)
  return worst
}

export const raise = (cells: PresenceCells, from: number, to: number, code: number): void => {
  for (let cell = Math.max(0, Math.floor(from)); cell < Math.min(cells.length, Math.ceil(to)); cell++) {
    if ((cells[cell] ?? 0) < code) cells[cell] = code
  }
}

/** Presence of everybody, cell by cell. `own` are meetings that stand in calendars already, by person: `from/to` in instants. */
export const presenceOf = (
  input: SchedulingInput,
  grid: CalendarGrid,
  own: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlyMap<string, PresenceCells> => {
  const patterns = new Map<string, PresenceCells>()
  return new Map(
    input.people.map((person) => {
      const print = JSON.stringify([person.zone, person.workingHours])
      const pattern = patterns.get(print) ?? workingCells(person, input, grid)
      patterns.set(print, pattern)
      const cells = pattern.slice()
      if (!person.isCalendarKnown) raise(cells, 0, cells.length, UNKNOWN)
      const ours = own.get(person.id)
      for (const { from, to, status } of person.entries) {
        if (status !== 'declined' && ours?.has(spanKey(from, to))) continue
        raise(cells, grid.positionOf(from), grid.positionOf(to), entryCodes[status])
      }
      return [person.id, cells]
    }),
  )
}

export const spanKey = (from: string, to: string): string => `${Date.parse(from)}/${Date.parse(to)}`

/** A cell is worked when all of it is within the hours of the person's own wall clock. */
const workingCells = (
  { zone, workingHours }: Person,
  { period }: SchedulingInput,
  grid: CalendarGrid,
): PresenceCells => {
  if (workingHours.length === 0) return new Uint8Array(grid.cells)
  const cells = new Uint8Array(grid.cells).fill(OFF_HOURS)
  for (let offset = -1; offset <= daysBetween(period.from, period.to) + 1; offset++) {
    const day = dayAfter(period.from, offset)
    const weekday = ((new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7) + 1
    for (const hours of workingHours) {
      if (hours.weekday !== weekday) continue
      const at = (time: string): number => grid.positionOf(DateTime.fromISO(`${day}T${time}`, { zone }).toISO() ?? '')
      const end = Math.min(cells.length, Math.floor(at(hours.to)))
      for (let cell = Math.max(0, Math.ceil(at(hours.from))); cell < end; cell++) cells[cell] = FREE
    }
  }
  return cells
}

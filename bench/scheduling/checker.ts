import type { Body, Member, Person, SchedulingInput } from '../../src/scheduling/model'
import type { Placement, Plan } from '../../src/scheduling/plan'

/**
 * Verifies a plan from the input alone, with none of the engine's code: intervals of instants instead of grid cells, wall clocks
 * from `Intl`. Returns what is wrong, in words; nothing when the plan holds and its figures are true.
 */
export const faultsOf = (input: SchedulingInput, plan: Plan): readonly string[] => {
  const faults: string[] = []
  const bodies = new Map(input.bodies.map((body) => [body.id, body]))
  const people = new Map(input.people.map((person) => [person.id, person]))
  const seated: { who: string; key: string; from: number; to: number }[] = []
  let objective = 0
  let attendance = 0
  for (const placement of plan.placements.filter(({ isFixed }) => !isFixed)) {
    const body = bodies.get(placement.body)
    if (!body) return [`${placement.key}: no such body`]
    const wrong = (what: string): number => faults.push(`${placement.key} at ${placement.start}: ${what}`)
    const from = Date.parse(placement.start)
    const to = from + body.durationMinutes * 60_000
    for (const broken of calendarFaults(input, body, from)) wrong(broken)
    const { day } = wall(from, input.zone)
    const seats = body.members.filter(({ from: first = day, until: last = day }) => first <= day && day <= last)
    const found = seats.map((member) => ({ member, ...comingOf(people.get(member.person), from, to) }))
    for (const { member, chance } of found) {
      if (member.kind === 'mandatory' && chance < 80) wrong(`${member.person} is mandatory and not free`)
      if (chance > 0) seated.push({ who: member.person, key: placement.key, from, to })
    }
    const voices = found.filter(({ member }) => hasVoice(member))
    const certain = voices.filter(({ chance }) => chance >= 80)
    const needed = Math.max(body.quorum.count ?? 0, Math.ceil((body.quorum.share ?? 0) * voices.length - 1e-9))
    if (certain.length < needed) wrong(`${certain.length} certain of ${needed} for the quorum`)
    for (const role of body.quorum.roles ?? []) {
      if (!certain.some(({ member }) => member.roles?.includes(role))) wrong(`nobody is ${role}`)
    }
    roomFaults(input, body, placement, from, to).forEach(wrong)
    if (placement.room !== null) seated.push({ who: `room ${placement.room}`, key: placement.key, from, to })
    const weight = (member: Member): number => member.weight ?? (member.kind === 'optional' ? 0.5 : 1)
    const total = found.reduce((sum, { member }) => sum + weight(member), 0)
    const share = Math.round(found.reduce((sum, { member, chance }) => sum + weight(member) * chance, 0) / total)
    if (share !== placement.why.attendance) wrong(`attendance is ${share}, not ${placement.why.attendance}`)
    attendance += share
    objective += body.importance * pointsOf(input, placement, share)
  }
  seated.sort((a, b) => a.who.localeCompare(b.who) || a.from - b.from)
  seated.forEach((one, index) => {
    const next = seated[index + 1]
    if (next?.who === one.who && next.from < one.to) faults.push(`${one.who} is in ${one.key} and ${next.key} at once`)
  })
  faults.push(...countFaults(input, plan))
  const placed = plan.placements.length
  const mean = Math.round((attendance / Math.max(1, placed)) * 10) / 10
  if (objective !== plan.figures.objective) faults.push(`the objective is ${objective}, not ${plan.figures.objective}`)
  if (mean !== plan.figures.attendance) faults.push(`attendance is ${mean}, not ${plan.figures.attendance}`)
  if (plan.figures.bound < objective) faults.push('the bound is below the plan')
  return faults
}

const hasVoice = ({ hasVoice: given, kind }: Member): boolean => given ?? kind !== 'optional'

const clocks = new Map<string, Intl.DateTimeFormat>()

/** Wall clock of an instant: day, weekday from Monday 1, minutes of the day. */
const wall = (at: number, zone: string): { day: string; weekday: number; minute: number } => {
  const clock =
    clocks.get(zone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' })
  clocks.set(zone, clock)
  const [day = '', time = ''] = clock.format(new Date(at)).split(' ')
  return { day, weekday: new Date(`${day}T12:00Z`).getUTCDay() || 7, minute: minutes(time) }
}

const minutes = (time: string): number => {
  const [hours = '0', rest = '0'] = time.split(':')
  return Number(hours) * 60 + Number(rest)
}

const calendarFaults = (input: SchedulingInput, body: Body, from: number): readonly string[] => {
  const { day, weekday, minute } = wall(from, input.zone)
  const end = minute + body.durationMinutes
  const faults: string[] = []
  if (day < input.period.from || day > input.period.to) faults.push('outside the period')
  if (minute % input.gridMinutes !== 0) faults.push('off the grid')
  if (minute < minutes(input.day.from) || end > minutes(input.day.to)) faults.push('outside the day')
  if (!input.weekdays.includes(weekday) || input.holidays.includes(day)) faults.push('not a working day')
  if (Date.parse(day) < Date.parse(input.today) + body.noticeDays * 86_400_000) faults.push('notice too short')
  const isExcluded = body.excluded.some(
    ({ weekdays, from: start = '00:00', to = '24:00' }) =>
      (weekdays?.includes(weekday) ?? true) && minute < minutes(to) && end > minutes(start),
  )
  if (isExcluded || body.excludedDays.includes(day)) faults.push('excluded by the body')
  return faults
}

/** Percent likely to come. */
const comingOf = (person: Person | undefined, from: number, to: number): { readonly chance: number } => {
  if (!person) return { chance: 0 }
  const start = wall(from, person.zone)
  const end = start.minute + (to - from) / 60_000
  const isWorking = person.workingHours.some(
    ({ weekday, from: opens, to: closes }) =>
      weekday === start.weekday && minutes(opens) <= start.minute && minutes(closes) >= end,
  )
  const met = person.entries.filter((entry) => Date.parse(entry.from) < to && Date.parse(entry.to) > from)
  const has = (...statuses: readonly string[]): boolean => met.some(({ status }) => statuses.includes(status))
  if (!isWorking || has('busy', 'out-of-office', 'declined')) return { chance: 0 }
  if (has('tentative')) return { chance: 50 }
  return { chance: has('working-elsewhere') ? 80 : 100 }
}

const roomFaults = (
  input: SchedulingInput,
  body: Body,
  { room }: Placement,
  from: number,
  to: number,
): readonly string[] => {
  if (body.room === null) return room === null ? [] : ['a room that nobody asked for']
  const given = input.rooms.find(({ id }) => id === room)
  if (!given) return ['no room']
  const isTaken = given.busy.some((entry) => Date.parse(entry.from) < to && Date.parse(entry.to) > from)
  return [
    ...(given.seats < body.room.seats ? ['the room is too small'] : []),
    ...(isTaken ? ['the room is booked'] : []),
  ]
}

/** Bodies of the benches meet every so many months, without a known last meeting: as often as fits the period best, in equal windows. */
const windowsOf = (input: SchedulingInput, { cadence }: Body): { readonly count: number; readonly days: number } => {
  const days = (Date.parse(input.period.to) - Date.parse(input.period.from)) / 86_400_000 + 1
  const every = cadence.unit === 'month' ? cadence.every : Number.NaN
  const count = Math.max(1, Math.round(days / ((every * 365.25) / 12)))
  return { count, days: days / count }
}

const numberOf = ({ key }: Placement): number => Number(key.split('#')[1])

const dayNumber = (input: SchedulingInput, start: string): number =>
  (Date.parse(wall(Date.parse(start), input.zone).day) - Date.parse(input.period.from)) / 86_400_000

const pointsOf = (input: SchedulingInput, placement: Placement, attendance: number): number => {
  const body = input.bodies.find(({ id }) => id === placement.body)
  const { weekday, minute } = wall(Date.parse(placement.start), input.zone)
  const length = body?.durationMinutes ?? 0
  const odd = input.oddHours.map(({ weekdays, from, to, points }) => {
    const overlap = Math.min(minutes(to), minute + length) - Math.max(minutes(from), minute)
    return (weekdays?.includes(weekday) ?? true) ? (points * Math.max(0, overlap)) / length : 0
  })
  const { days } = body ? windowsOf(input, body) : { days: Number.NaN }
  const away = Math.abs(dayNumber(input, placement.start) + 0.5 - (numberOf(placement) - 0.5) * days) / (days / 2)
  const isPreferred =
    body?.preferred.length === 0 ||
    body?.preferred.some(
      ({ weekdays, from: start = '00:00', to: end = '24:00' }) =>
        (weekdays?.includes(weekday) ?? true) && minute >= minutes(start) && minute + length <= minutes(end),
    )
  const sum = odd.reduce((total, points) => total + points, 0)
  return 200 + attendance - Math.round(sum) - Math.round(10 * Math.min(1, away)) - (isPreferred ? 0 : 10)
}

const countFaults = (input: SchedulingInput, plan: Plan): readonly string[] =>
  input.bodies.flatMap((body) => {
    const own = plan.placements.filter((placement) => placement.body === body.id)
    const window = windowsOf(input, body)
    const days = own.map(({ start }) => dayNumber(input, start)).sort((a, b) => a - b)
    const spacing = Math.floor(window.days / 2)
    const isCrowded = days.some((day, index) => index > 0 && day - (days[index - 1] ?? 0) < spacing)
    const isStray = own.some((placement) => {
      const day = dayNumber(input, placement.start)
      return day < (numberOf(placement) - 1) * window.days || day >= numberOf(placement) * window.days
    })
    const isTwice = new Set(own.map(({ key }) => key)).size !== own.length
    const unplaced = plan.unplaced.filter((one) => one.body === body.id).length
    return [
      ...(isCrowded ? [`${body.id}: meetings too close`] : []),
      ...(isStray ? [`${body.id}: a meeting outside its window`] : []),
      ...(isTwice || own.length + unplaced !== window.count ? [`${body.id}: meetings lost or doubled`] : []),
    ]
  })

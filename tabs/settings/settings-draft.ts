import type { SettingCode, Settings } from '../../src/settings/settings'
import { clockTime } from '../ui/clock-time'

export interface CycleDraft {
  readonly code: string
  readonly title: string
  readonly opensOn: string
  readonly cutOff: string
}

/** The settings as the inputs of the page hold them: text, as typed. */
export interface SettingsDraft {
  readonly kind: 'monthly' | 'calendar'
  readonly everyMonths: string
  readonly cutOffWeekday: string
  readonly cutOffTime: string
  readonly openBusinessDays: string
  readonly automatic: boolean
  readonly cycles: readonly CycleDraft[]
  /** Business days before the cut-off: `3, 0`. */
  readonly reminders: string
  readonly escalation: string
  readonly digest: string
  readonly ladderTime: string
  readonly quietFrom: string
  readonly quietTo: string
  readonly toleranceDays: string
  readonly toleranceCost: string
  /** One day per line: `02/11` every year, `26/12/2026` once. */
  readonly holidays: string
  readonly language: 'fr' | 'en'
  readonly reportFolder: string
  readonly mailbox: string
  readonly planFrom: string
  readonly planTo: string
  readonly opens: string
  readonly closes: string
  /** One room per line: name, address and seats, separated by semicolons. */
  readonly rooms: string
  readonly roomsFor: Settings['planning']['roomsFor']
  readonly plannerPlan: string
  readonly plannerBucket: string
}

const dayWords = (day: string): string => day.split('-').toReversed().join('/')
/** Anything that is no day stays as typed, for the service to refuse. */
const dayCode = (words: string): string => {
  const [, day = '', month = '', year] = /^(\d{1,2})\/(\d{1,2})(?:\/(\d{4}))?$/.exec(words) ?? []
  if (day === '') return words
  const code = `${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return year === undefined ? code : `${year}-${code}`
}

export const draftOf = ({ recurrence, cycles, ladder, quietHours, tolerances, ...rest }: Settings): SettingsDraft => ({
  kind: recurrence.kind,
  everyMonths: String(recurrence.everyMonths),
  cutOffWeekday: String(recurrence.cutOffWeekday),
  cutOffTime: recurrence.cutOffTime,
  openBusinessDays: String(recurrence.openBusinessDays),
  automatic: recurrence.automatic,
  cycles,
  reminders: ladder.reminders.map((days) => -days).join(', '),
  escalation: String(ladder.escalation),
  digest: String(ladder.digest),
  ladderTime: ladder.time,
  quietFrom: quietHours.from,
  quietTo: quietHours.to,
  toleranceDays: String(tolerances.days),
  toleranceCost: String(tolerances.cost),
  holidays: rest.extraHolidays.map(dayWords).join('\n'),
  language: rest.language,
  reportFolder: rest.reportFolder,
  mailbox: rest.planning.mailbox,
  planFrom: rest.planning.from,
  planTo: rest.planning.to,
  opens: rest.planning.opens,
  closes: rest.planning.closes,
  rooms: rest.planning.rooms.map(({ name, address, seats }) => `${name} ; ${address} ; ${seats}`).join('\n'),
  roomsFor: rest.planning.roomsFor,
  plannerPlan: rest.planner.plan,
  plannerBucket: rest.planner.bucket,
})

/** A blank is no number: it must not become 0. */
const numberOf = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.')))

const partsOf = (text: string, separator: RegExp): readonly string[] =>
  text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '')

/** A time that nobody can read stays as typed: the service refuses it with its field. */
const timeOf = (text: string): string => clockTime(text) ?? text

/** What the inputs say, setting by setting. What is no number becomes NaN, which the service refuses with its field. */
export const valuesOf = (draft: SettingsDraft): Settings => ({
  recurrence: {
    kind: draft.kind,
    everyMonths: numberOf(draft.everyMonths),
    cutOffWeekday: numberOf(draft.cutOffWeekday),
    cutOffTime: timeOf(draft.cutOffTime),
    openBusinessDays: numberOf(draft.openBusinessDays),
    automatic: draft.automatic,
  },
  cycles: draft.cycles.map(({ code, title, opensOn, cutOff }) => ({
    code: code.trim(),
    title: title.trim(),
    opensOn,
    cutOff,
  })),
  tolerances: { days: numberOf(draft.toleranceDays), cost: numberOf(draft.toleranceCost) },
  quietHours: { from: timeOf(draft.quietFrom), to: timeOf(draft.quietTo) },
  extraHolidays: partsOf(draft.holidays, /[\n;,]/).map(dayCode),
  ladder: {
    // 0 - 0 is 0, where -0 would be written as another value.
    reminders: partsOf(draft.reminders, /[;,\s]/).map((days) => 0 - numberOf(days)),
    escalation: numberOf(draft.escalation),
    digest: numberOf(draft.digest),
    time: timeOf(draft.ladderTime),
  },
  language: draft.language,
  reportFolder: draft.reportFolder.trim(),
  planning: {
    mailbox: draft.mailbox.trim(),
    from: draft.planFrom,
    to: draft.planTo,
    opens: timeOf(draft.opens),
    closes: timeOf(draft.closes),
    rooms: partsOf(draft.rooms, /\n/).map((line) => {
      const [name = '', address = '', seats = ''] = line.split(';').map((part) => part.trim())
      return { name, address, seats: numberOf(seats) }
    }),
    roomsFor: draft.roomsFor,
  },
  planner: { plan: draft.plannerPlan.trim(), bucket: draft.plannerBucket.trim() },
})

const codes: readonly SettingCode[] = [
  'recurrence',
  'cycles',
  'tolerances',
  'quietHours',
  'extraHolidays',
  'ladder',
  'language',
  'reportFolder',
  'planning',
  'planner',
]

/** The settings that differ from what is in force, and those that the list holds unreadably. */
export const changesOf = (draft: SettingsDraft, stored: Settings, broken: readonly string[]): Partial<Settings> => {
  const values = valuesOf(draft)
  const changed = codes.filter(
    (code) => broken.includes(code) || JSON.stringify(values[code]) !== JSON.stringify(valuesOf(draftOf(stored))[code]),
  )
  return Object.fromEntries(changed.map((code) => [code, values[code]]))
}

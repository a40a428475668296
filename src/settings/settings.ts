import { z } from 'zod'
import { type Calendar, calendarOf } from '../calendar/business-days'
import type { Context } from '../context'
import { isSiteRow, Settings as SettingsList } from '../lists/settings'

/**
 * Settings an organisation edits in the list Settings: one row per setting, its value as JSON. A missing or blank value takes
 * the default; a broken one takes the default too and is reported, so that a typing error never stops a cycle.
 */

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const isoDay = z.iso.date()
/** As Planner makes its ids. */
const PLANNER_ID = /^[\w-]*$/

/** `MM-dd` is a day of a leap year, so that 29 February can be one. */
const isDayOff = (text: string): boolean => isoDay.safeParse(/^\d{2}-\d{2}$/.test(text) ? `2000-${text}` : text).success

const schemas = {
  /**
   * When a cycle opens and ends. `monthly`: the cut-off is the last `cutOffWeekday` (1 Monday … 7 Sunday) of every
   * `everyMonths`-th month counted from January, or the business day before it, at `cutOffTime`; the opening is
   * `openBusinessDays` earlier. `calendar`: the cycles named in `cycles`.
   * `automatic` opens cycles without anybody asking for it.
   */
  recurrence: z.object({
    kind: z.enum(['monthly', 'calendar']).default('monthly'),
    everyMonths: z.number().int().min(1).max(12).default(1),
    cutOffWeekday: z.number().int().min(1).max(7).default(5),
    cutOffTime: time.default('12:00'),
    openBusinessDays: z.number().int().min(0).max(60).default(5),
    automatic: z.boolean().default(false),
  }),
  /** The organisation's own cycles, for `recurrence.kind` `calendar`. */
  cycles: z.array(
    z.object({
      code: z.string().trim().min(1).max(40),
      title: z.string().trim().min(1).max(255),
      opensOn: isoDay,
      cutOff: isoDay,
    }),
  ),
  /** Used by projects without tolerances of their own: calendar days, percent of the approved cost. */
  tolerances: z.object({
    days: z.number().min(0).max(3650).default(30),
    cost: z.number().min(0).max(1000).default(10),
  }),
  /** Local time between which no automatic message leaves; equal times switch it off. */
  quietHours: z.object({ from: time.default('18:00'), to: time.default('08:00') }),
  /** Days off besides the public holidays: `yyyy-MM-dd`, or `MM-dd` for every year. */
  extraHolidays: z.array(z.string().refine(isDayOff, 'no such day')).max(100),
  /**
   * Business days from the cut-off to each step and the local time at which it is due. Reminders are zero or negative
   * (before the cut-off), escalation and digest positive.
   */
  ladder: z.object({
    reminders: z.array(z.number().int().min(-30).max(0)).max(5).default([-3, 0]),
    escalation: z.number().int().min(1).max(30).default(2),
    digest: z.number().int().min(1).max(30).default(3),
    time: time.default('09:00'),
  }),
  /** The organisation's language: what the PMO channel reads, the titles of cycles, and reports unless chosen otherwise. */
  language: z.enum(['fr', 'en']),
  /** How meetings of committees are placed and convened. */
  planning: z
    .object({
      /** Mailbox that organises all meetings; blank: that of the service's configuration. */
      mailbox: z.union([z.literal(''), z.email()]).default(''),
      /** First and last day to plan; both blank: the calendar quarter that comes next. */
      from: z.union([z.literal(''), isoDay]).default(''),
      to: z.union([z.literal(''), isoDay]).default(''),
      /** Meetings start no earlier and end no later. */
      opens: time.default('08:30'),
      closes: time.default('17:30'),
      rooms: z
        .array(
          z.object({
            address: z.email(),
            name: z.string().trim().min(1).max(120),
            seats: z.number().int().min(1).max(1000),
          }),
        )
        .max(60)
        .default([]),
      /** Bodies that meet in a room, where one is large enough; the others meet online alone. */
      roomsFor: z.enum(['nobody', 'strategic', 'tactical', 'everybody']).default('tactical'),
    })
    .refine(({ from, to }) => (from === '') === (to === '') && from <= to, { message: 'period', path: ['to'] })
    .refine(({ opens, closes }) => opens < closes, { message: 'hours', path: ['closes'] }),
  /** Folder of the document library that receives the published files. */
  reportFolder: z
    .string()
    .trim()
    .min(1)
    .max(120)
    .regex(/^[^"*:<>?\\|]+$/),
  /** Plan and bucket of Planner that receive the actions of the committees; blank: actions stay in Gouvernail. */
  planner: z.object({
    plan: z.string().trim().max(80).regex(PLANNER_ID).default(''),
    bucket: z.string().trim().max(80).regex(PLANNER_ID).default(''),
  }),
} as const

const defaults = {
  recurrence: {},
  cycles: [],
  tolerances: {},
  quietHours: {},
  extraHolidays: [],
  ladder: {},
  language: 'fr',
  planning: {},
  reportFolder: 'Gouvernail',
  planner: {},
} as const

export type SettingCode = keyof typeof schemas
export type Settings = { readonly [K in SettingCode]: z.output<(typeof schemas)[K]> }

export interface SettingProblem {
  readonly code: string
  readonly reason: 'unknown-setting' | 'not-json' | 'invalid'
  /** What zod says of an invalid value, as `path: message`. */
  readonly detail: string
}

export const settingCodes = Object.keys(schemas) as readonly SettingCode[]
export const isSettingCode = (code: string): code is SettingCode => Object.hasOwn(schemas, code)

/** Paths of what is wrong with a new value of a setting, such as `ladder.reminders.1`; empty when it can be stored. */
export const faultsOf = (code: SettingCode, value: unknown): readonly string[] => {
  const result = schemas[code].safeParse(value)
  return result.success ? [] : result.error.issues.map(({ path }) => [code, ...path].join('.'))
}

type Parsed<T> = { ok: true; value: T } | { ok: false; problem: Omit<SettingProblem, 'code'> }

const parseJson = (text: string): Parsed<unknown> => {
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch (error) {
    return {
      ok: false,
      problem: { reason: 'not-json', detail: error instanceof Error ? error.message : String(error) },
    }
  }
}

const readOne = <T>(schema: z.ZodType<T>, fallback: unknown, text: string | null | undefined): [T, Parsed<unknown>] => {
  const standard = schema.parse(fallback)
  if (!text?.trim()) return [standard, { ok: true, value: null }]
  const json = parseJson(text)
  if (!json.ok) return [standard, json]
  const result = schema.safeParse(json.value)
  if (result.success) return [result.data, { ok: true, value: null }]
  const detail = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')
  return [standard, { ok: false, problem: { reason: 'invalid', detail } }]
}

/** All settings from the rows of the list, with what could not be read. Pure. */
export const readSettings = (
  rows: readonly { readonly code: string; readonly value: string | null }[],
): { readonly settings: Settings; readonly problems: readonly SettingProblem[] } => {
  const problems: SettingProblem[] = rows
    .filter((row) => !isSettingCode(row.code) && !isSiteRow(row.code))
    .map((row) => ({ code: row.code, reason: 'unknown-setting', detail: settingCodes.join(', ') }))
  const read = <K extends SettingCode, T>(code: K, schema: z.ZodType<T>): T => {
    const [value, outcome] = readOne(schema, defaults[code], rows.find((row) => row.code === code)?.value)
    if (!outcome.ok) problems.push({ code, ...outcome.problem })
    return value
  }
  const settings: Settings = {
    recurrence: read('recurrence', schemas.recurrence),
    cycles: read('cycles', schemas.cycles),
    tolerances: read('tolerances', schemas.tolerances),
    quietHours: read('quietHours', schemas.quietHours),
    extraHolidays: read('extraHolidays', schemas.extraHolidays),
    ladder: read('ladder', schemas.ladder),
    language: read('language', schemas.language),
    planning: read('planning', schemas.planning),
    reportFolder: read('reportFolder', schemas.reportFolder),
    planner: read('planner', schemas.planner),
  }
  return { settings, problems }
}

/** By the rows that they were read from: a list in memory hands out the same ones until a row changes. */
const inForce = new WeakMap<readonly object[], Settings>()

/** The settings in force. */
export const settingsOf = (ctx: Pick<Context, 'lists'>): Settings => {
  const rows = ctx.lists.all(SettingsList)
  const known = inForce.get(rows)
  if (known !== undefined) return known
  const { settings } = readSettings(rows)
  inForce.set(rows, settings)
  return settings
}

/** The working calendar in force: public holidays and the organisation's own days off. */
export const calendarIn = (settings: Settings): Calendar => calendarOf(settings.extraHolidays)

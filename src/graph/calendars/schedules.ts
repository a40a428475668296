import { z } from 'zod'
import type { BusySpan, BusyStatus, Schedule, Span } from '../../ports/calendars'
import type { Call, GraphCaller } from '../http/caller'
import { GraphFailure } from '../http/failure'
import { ianaZone, zoneSchema } from './zones'

/** GRAPH-FACTS 4.1: addresses in one call, and days in one window, which must be shorter than 62. */
const ADDRESSES = 20
const DAYS = 61
const DAY_MS = 86_400_000
/** Also the grid of plans: the view stands in where a calendar tells no items. */
const VIEW_MINUTES = 30
/** Outlook lets one application do so much at once in one mailbox (GRAPH-FACTS 2). */
export const AT_ONCE = 4

const moment = z.object({ dateTime: z.string() })
const information = z.object({
  scheduleId: z.string(),
  availabilityView: z.string().nullish(),
  scheduleItems: z.array(z.object({ status: z.string().nullish(), start: moment, end: moment })).nullish(),
  workingHours: z
    .object({
      daysOfWeek: z.array(z.string()).nullish(),
      startTime: z.string().nullish(),
      endTime: z.string().nullish(),
      timeZone: zoneSchema.nullish(),
    })
    .nullish(),
  error: z.unknown().optional(),
})
type Information = z.output<typeof information>
const answer = z.object({ value: z.array(information) })

const STATUS: Readonly<Record<string, BusyStatus | null>> = {
  free: null,
  tentative: 'tentative',
  busy: 'busy',
  oof: 'out-of-office',
  workingElsewhere: 'working-elsewhere',
  // A free/busy that Exchange cannot name is no time to convene somebody.
  unknown: 'busy',
}
const VIEW: Readonly<Record<string, BusyStatus>> = {
  '1': 'tentative',
  '2': 'busy',
  '3': 'out-of-office',
  '4': 'working-elsewhere',
}
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const UNKNOWN: Schedule = { isKnown: false, zone: 'Europe/Brussels', workingHours: [], busy: [] }

/** Free and busy times of any number of addresses over any time, 20 addresses and 61 days a call. */
export const readSchedules = async (
  caller: GraphCaller,
  mailbox: string,
  addresses: readonly string[],
  span: Span,
): Promise<ReadonlyMap<string, Schedule>> => {
  const wanted = [...new Set(addresses.map((address) => address.toLowerCase()))]
  const windows = windowsOf(span)
  const parts = groupsOf(wanted, ADDRESSES).flatMap((group) => windows.map((window) => ({ group, window })))
  const found = new Map<string, Schedule>()
  for (const lane of groupsOf(parts, AT_ONCE)) {
    const replies = await caller.batch(lane.map(({ group, window }) => callFor(mailbox, group, window)))
    for (const [index, reply] of replies.entries()) {
      // A plan made on half the calendars would double-book the other half.
      if (reply instanceof GraphFailure) throw reply
      for (const info of answer.parse(reply.body).value) {
        const address = info.scheduleId.toLowerCase()
        found.set(address, joined(found.get(address), scheduleOf(info, lane[index]?.window.from ?? span.from)))
      }
    }
  }
  return new Map(wanted.map((address) => [address, found.get(address) ?? UNKNOWN]))
}

export const groupsOf = <T>(all: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size))

export const isoSecond = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`

const windowsOf = ({ from, to }: Span): readonly Span[] => {
  const windows: Span[] = []
  for (let start = Date.parse(from); start < Date.parse(to); start += DAYS * DAY_MS)
    windows.push({ from: isoSecond(start), to: isoSecond(Math.min(start + DAYS * DAY_MS, Date.parse(to))) })
  return windows
}

/** A local time without offset, as Outlook wants it beside its zone. */
export const utcMoment = (instant: string): { dateTime: string; timeZone: string } => ({
  dateTime: instant.slice(0, 19),
  timeZone: 'UTC',
})

const callFor = (mailbox: string, schedules: readonly string[], { from, to }: Span): Call => ({
  method: 'POST',
  path: `/users/${encodeURIComponent(mailbox)}/calendar/getSchedule`,
  body: {
    schedules,
    startTime: utcMoment(from),
    endTime: utcMoment(to),
    availabilityViewInterval: VIEW_MINUTES,
  },
  // It reads, whatever its method.
  repeatable: true,
})

/** Seven decimals and no zone: UTC, because nothing else was asked for. */
export const instantOf = ({ dateTime }: { readonly dateTime: string }): string => `${dateTime.slice(0, 19)}Z`

const scheduleOf = (info: Information, from: string): Schedule => {
  const items = info.scheduleItems
  if (info.error !== undefined || (!items && !info.availabilityView)) return UNKNOWN
  const hours = info.workingHours
  const [opens, closes] = [hours?.startTime?.slice(0, 5), hours?.endTime?.slice(0, 5)]
  return {
    isKnown: true,
    zone: ianaZone(hours?.timeZone ?? {}),
    workingHours:
      opens && closes && opens < closes
        ? (hours?.daysOfWeek ?? []).flatMap((day) => {
            const weekday = WEEKDAYS.indexOf(day.toLowerCase()) + 1
            return weekday === 0 ? [] : [{ weekday, from: opens, to: closes }]
          })
        : [],
    busy: items ? items.flatMap(itemOf) : viewOf(info.availabilityView ?? '', from),
  }
}

const itemOf = ({ status, start, end }: NonNullable<Information['scheduleItems']>[number]): BusySpan[] => {
  const code = STATUS[status ?? 'unknown']
  return code === null ? [] : [{ from: instantOf(start), to: instantOf(end), status: code ?? 'busy' }]
}

/** Runs of one digit as spans. */
const viewOf = (view: string, from: string): BusySpan[] => {
  const at = (cell: number): string => isoSecond(Date.parse(from) + cell * VIEW_MINUTES * 60_000)
  const spans: BusySpan[] = []
  for (const { 0: run, index } of view.matchAll(/([1-4])\1*/g)) {
    const status = VIEW[run[0] ?? '']
    if (status) spans.push({ from: at(index), to: at(index + run.length), status })
  }
  return spans
}

/** Two windows of one calendar. What one of them does not know is not known. */
const joined = (before: Schedule | undefined, after: Schedule): Schedule => {
  if (!before) return after
  if (!before.isKnown || !after.isKnown) return UNKNOWN
  return { ...before, busy: [...before.busy, ...after.busy] }
}

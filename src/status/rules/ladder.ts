import { type Calendar, isSendingTime, localDay, localInstant, nextSendingTime } from '../../calendar/business-days'
import { calendarIn, type Settings } from '../../settings/settings'
import type { ReminderKind } from '../question-view'

/**
 * The ladder of a cycle (issue 2, section 5): question at opening, reminders on D-3 and D to those who have not answered only,
 * on D+2 the programme manager, then a digest for the PMO. D is the day of the cut-off; distances are business days; nothing
 * leaves in the quiet hours. Pure: what is due now, given what was sent. A step that was missed gives way to the next one.
 */

export interface LadderFacts {
  readonly openedAt: Date
  /** Opened by somebody who wants the questions to leave now, be it in the quiet hours. */
  readonly atOnce: boolean
  readonly cutOff: Date
  readonly respondents: readonly LadderRespondent[]
  /** Programme managers and the projects without an answer in their programmes. */
  readonly late: ReadonlyMap<string, readonly string[]>
  /** Is there anything the PMO must hear of: reports without an answer, projects without a manager? */
  readonly digestNeeded: boolean
  /** Steps already taken, as `<step key>|<person>`; the digest's person is `PMO`. */
  readonly taken: ReadonlySet<string>
}

export interface LadderRespondent {
  readonly person: string
  readonly askedAt: Date | null
  readonly lastReminderAt: Date | null
  /** Numbers of the projects still without an answer. */
  readonly outstanding: readonly string[]
}

export type LadderStep =
  | { readonly step: 'question'; readonly person: string }
  | { readonly step: 'reminder'; readonly person: string; readonly kind: ReminderKind; readonly key: string }
  | {
      readonly step: 'escalation'
      readonly person: string
      readonly key: string
      readonly projects: readonly string[]
    }
  | { readonly step: 'digest'; readonly key: string }

export interface LadderDate {
  readonly kind: 'reminder' | 'escalation' | 'digest'
  readonly reminder: ReminderKind | null
  /** Names the step and the cut-off it counts from, so that an extended cycle reminds anew. */
  readonly key: string
  readonly at: Date
}

/** Stands for the PMO channel where a person is expected. */
export const PMO = 'PMO'
/** Marks a cycle that a person opened in the quiet hours and whose questions wait for their end. */
export const WAITS = 'questions:wait'
/** For so long after its opening a cycle still sends its questions at once. */
const AT_ONCE_MS = 60 * 60_000

/** In the quiet hours: when questions may leave, if that is before the cut-off. Null when they leave now. */
export const questionsWaitUntil = (now: Date, cutOff: Date, settings: Settings): Date | null => {
  const at = nextSendingTime(now, calendarIn(settings), settings.quietHours)
  return at > now && at < cutOff ? at : null
}

const reminderName = (offset: number): ReminderKind => (offset === 0 ? 'D' : `D-${-offset}`)

/** The dates of the steps, in order. Reminders that would come after the cut-off are left out. */
export const ladderDates = (cutOff: Date, settings: Settings, calendar: Calendar): readonly LadderDate[] => {
  const day = localDay(cutOff)
  const { reminders, escalation, digest, time } = settings.ladder
  const at = (offset: number): Date =>
    nextSendingTime(localInstant(calendar.addBusinessDays(day, offset), time), calendar, settings.quietHours)
  const before = reminders.map((offset): LadderDate => {
    const reminder = reminderName(offset)
    return { kind: 'reminder', reminder, key: `reminder:${reminder}:${day}`, at: at(offset) }
  })
  const dates: readonly LadderDate[] = [
    ...before.filter((date) => date.at < cutOff),
    { kind: 'escalation', reminder: null, key: `escalation:${day}`, at: at(escalation) },
    { kind: 'digest', reminder: null, key: `digest:${day}`, at: at(digest) },
  ]
  return dates.toSorted((a, b) => a.at.getTime() - b.at.getTime())
}

const remindersDue = (facts: LadderFacts, dates: readonly LadderDate[], now: Date): readonly LadderStep[] => {
  const latest = dates.filter((date) => date.kind === 'reminder' && date.at <= now).at(-1)
  if (!latest?.reminder || now >= facts.cutOff) return []
  const { reminder: kind, key, at } = latest
  return facts.respondents
    .filter(
      ({ person, askedAt, lastReminderAt, outstanding }) =>
        outstanding.length > 0 &&
        askedAt !== null &&
        askedAt < at &&
        (lastReminderAt === null || lastReminderAt < at) &&
        !facts.taken.has(`${key}|${person}`),
    )
    .map(({ person }) => ({ step: 'reminder', person, kind, key }))
}

const afterCutOff = (facts: LadderFacts, dates: readonly LadderDate[], now: Date): readonly LadderStep[] =>
  dates
    .filter((date) => date.at <= now && date.at > facts.cutOff)
    .flatMap((date): readonly LadderStep[] => {
      if (date.kind === 'digest')
        return facts.digestNeeded && !facts.taken.has(`${date.key}|${PMO}`) ? [{ step: 'digest', key: date.key }] : []
      return [...facts.late]
        .filter(([person, projects]) => projects.length > 0 && !facts.taken.has(`${date.key}|${person}`))
        .map(([person, projects]) => ({ step: 'escalation', person, key: date.key, projects }))
    })

const questionsDue = (facts: LadderFacts, now: Date): readonly LadderStep[] =>
  now >= facts.cutOff
    ? []
    : facts.respondents
        .filter((respondent) => respondent.askedAt === null && respondent.outstanding.length > 0)
        .map(({ person }) => ({ step: 'question', person }))

/** Everything that is due at `now`, in the order in which it should be done. */
export const dueSteps = (
  facts: LadderFacts,
  settings: Settings,
  calendar: Calendar,
  now: Date,
): readonly LadderStep[] => {
  const sending = isSendingTime(now, calendar, settings.quietHours)
  const atOnce = facts.atOnce && now.getTime() - facts.openedAt.getTime() < AT_ONCE_MS
  if (!sending) return atOnce ? questionsDue(facts, now) : []
  const dates = ladderDates(facts.cutOff, settings, calendar)
  return [...questionsDue(facts, now), ...remindersDue(facts, dates, now), ...afterCutOff(facts, dates, now)]
}

import { type Calendar, isSendingTime, localInstant, nextSendingTime } from '../../../calendar/business-days'
import type { Settings } from '../../../settings/settings'

/** Business days before the meeting at which its papers are published, where the body does not say. */
const PACK_DAYS = 5
/** Business days before that: presenters without papers are reminded, and the approval is asked for. */
const REMIND_DAYS = 3
const APPROVE_DAYS = 2
/** And so many before the deadline, the agenda begins to build itself. */
const BUILD_DAYS = 10

export interface AgendaDates {
  /** Days, `yyyy-MM-dd`. */
  readonly buildFrom: string
  readonly packDue: string
  /** Instants. */
  readonly remindAt: Date
  readonly askApprovalAt: Date
  readonly publishAt: Date
}

/** The day on which the papers of a meeting on this day are published. */
export const packDueOn = (day: string, packDays: number | null, calendar: Calendar): string =>
  calendar.addBusinessDays(day, -(packDays ?? PACK_DAYS))

/** The deadlines of a meeting on this day: counted in business days, and never in the quiet hours. */
export const agendaDates = (
  day: string,
  packDays: number | null,
  settings: Pick<Settings, 'ladder' | 'quietHours'>,
  calendar: Calendar,
): AgendaDates => {
  const packDue = packDueOn(day, packDays, calendar)
  const at = (businessDays: number): Date =>
    nextSendingTime(
      localInstant(calendar.addBusinessDays(packDue, -businessDays), settings.ladder.time),
      calendar,
      settings.quietHours,
    )
  return {
    buildFrom: calendar.addBusinessDays(packDue, -BUILD_DAYS),
    packDue,
    remindAt: at(REMIND_DAYS),
    askApprovalAt: at(APPROVE_DAYS),
    publishAt: at(0),
  }
}

export interface NoticeFacts {
  readonly now: Date
  readonly startsAt: Date
  readonly dates: AgendaDates
  readonly isApproved: boolean
  readonly hasItems: boolean
  /** Who is asked to approve: the chair, or who stands in for a chair that the body does not have. */
  readonly approvers: readonly string[]
  /** Who presents something that still lacks its papers. */
  readonly awaited: readonly string[]
  readonly members: readonly string[]
  /** Who is expected for an item and is no member, and how often that was taken back before. */
  readonly guests: readonly { readonly person: string; readonly round: number }[]
  /** The last published version of the pack; 0 for none. */
  readonly version: number
  /** Notices that left, as `<kind>|<person>`. */
  readonly taken: ReadonlySet<string>
}

export interface Notice {
  readonly about: 'papers' | 'approval' | 'pack' | 'feed' | 'guest'
  /** Names the notice and what it counts from; a further version, or another day, is told anew. */
  readonly kind: string
  readonly person: string
}

/** Stands for everybody at once where a person is expected. */
export const EVERYBODY = 'members'

/** What is to be told now. Nothing leaves in the quiet hours, and nothing about a meeting that has begun. */
export const dueNotices = (
  facts: NoticeFacts,
  settings: Pick<Settings, 'quietHours'>,
  calendar: Calendar,
): readonly Notice[] => {
  const { now, dates, version, startsAt } = facts
  if (now >= startsAt || !isSendingTime(now, calendar, settings.quietHours)) return []
  const notices: Notice[] = []
  // After the deadline a reminder comes too late to be one.
  if (now >= dates.remindAt && now < dates.publishAt && version === 0)
    for (const person of facts.awaited) notices.push({ about: 'papers', kind: `papers:${dates.packDue}`, person })
  if (now >= dates.askApprovalAt && !facts.isApproved && facts.hasItems)
    for (const person of facts.approvers) notices.push({ about: 'approval', kind: `approval:${dates.packDue}`, person })
  if (version > 0) {
    for (const person of facts.members) notices.push({ about: 'pack', kind: `pack:v${version}`, person })
    // Once for each time of the meeting, whatever the version: a guest has no pack, and those invited later hear of it then.
    for (const { person, round } of facts.guests) {
      const kind = `guest:${startsAt.toISOString()}${round === 0 ? '' : `:${round}`}`
      notices.push({ about: 'guest', kind, person })
    }
    if (facts.members.length > 0) notices.push({ about: 'feed', kind: `feed:v${version}`, person: EVERYBODY })
  }
  return notices.filter(({ kind, person }) => !facts.taken.has(`${kind}|${person}`))
}

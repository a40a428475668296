import { localDay } from '../../calendar/business-days'
import type { Context } from '../../context'
import { Bodies } from '../../lists/bodies'
import { Meetings } from '../../lists/committees/meetings'
import { Memberships } from '../../lists/committees/memberships'
import type { Delivery } from '../../ports/asks'
import { calendarIn, settingsOf } from '../../settings/settings'
import { inParallel, SENDING_WIDTH } from '../../status/cycle/deliver'
import { approverOf } from '../approver'
import type { Body } from '../find-body'
import { dayOf, type Meeting } from '../meetings/find-meeting'
import { membershipOn } from '../rules/membership'
import { buildFromPortfolio } from './build/build-agenda'
import { expectedFor, isOpenForItems, itemsOf } from './find-agenda'
import { keepGuestCards } from './guests/keep-guest-cards'
import { versionsOf } from './pack/pack-file'
import { publishVersion } from './pack/publish-pack'
import { askName, sendNotice } from './pack/send-notice'
import { type AgendaDates, agendaDates, dueNotices, EVERYBODY, type NoticeFacts } from './rules/agenda-calendar'
import { isOnAgenda } from './rules/item-states'
import { needsPaper } from './rules/papers'

export interface AgendaRun {
  readonly built: number
  readonly published: number
  readonly sent: number
  readonly failed: number
}

const NOTHING: AgendaRun = { built: 0, published: 0, sent: 0, failed: 0 }
const plus = (a: AgendaRun, b: AgendaRun): AgendaRun => ({
  built: a.built + b.built,
  published: a.published + b.published,
  sent: a.sent + b.sent,
  failed: a.failed + b.failed,
})

/**
 * One step of the clock for every meeting ahead: its agenda builds itself, presenters without papers are reminded, the chair is asked
 * (the PMO officers where there is none), the pack is published on its day and told. A job calls it every minute, on any copy of the service; run twice at the same instant
 * it does nothing the second time. One meeting that fails is no other's failure.
 */
export const runAgendaClock = async (ctx: Context): Promise<AgendaRun> => {
  await ctx.outbox.catchUp()
  const now = ctx.clock.now().toISOString()
  const ahead = ctx.lists
    .all(Meetings)
    .filter((meeting) => isOpenForItems(meeting) && meeting.state !== 'open' && (meeting.startsAt ?? '') > now)
  let run = NOTHING
  for (const meeting of ahead) {
    try {
      run = plus(run, await forMeeting(ctx, meeting))
    } catch (error) {
      ctx.log.error({ meeting: meeting.meetingKey, error: String(error) }, 'the agenda of a meeting could not be kept')
      run = plus(run, { ...NOTHING, failed: 1 })
    }
  }
  await keepGuestCards(ctx)
  if (run.built + run.published + run.sent + run.failed > 0) ctx.log.info(run, 'agendas kept')
  return run
}

const forMeeting = async (ctx: Context, meeting: Meeting): Promise<AgendaRun> => {
  const body = ctx.lists.find(Bodies, meeting.body)
  if (!body) return NOTHING
  const settings = settingsOf(ctx)
  const now = ctx.clock.now()
  const today = localDay(now)
  const dates = agendaDates(dayOf(meeting, today), body.packDays, settings, calendarIn(settings))
  if (today < dates.buildFrom) return NOTHING
  const built = await buildOnceADay(ctx, meeting, today)
  const isDue = now >= dates.publishAt && meeting.agendaApprovedAt !== null
  const isFirst = versionsOf(ctx, meeting.meetingKey).length === 0
  const outcome = isDue && isFirst ? await publishVersion(ctx, null, meeting.meetingKey, null) : null
  const told = await tell(ctx, meeting.meetingKey, body, dates)
  return { built, published: outcome?.ok ? 1 : 0, ...told }
}

/** Until the meeting, what turns red or late still finds its way to the agenda; no copy of the service does it twice a day. */
const buildOnceADay = async (ctx: Context, { meetingKey }: Meeting, today: string): Promise<number> => {
  const cycle = askName(meetingKey)
  if (!(await ctx.asks.markStep(cycle, EVERYBODY, `build:${today}`, ctx.clock.now()))) return 0
  const outcome = await buildFromPortfolio(ctx, null, meetingKey)
  return outcome.ok ? outcome.added.length : 0
}

/** Sends what is due about a meeting now. Also called when somebody publishes, so that nobody waits for the next minute. */
export const tellAbout = async (ctx: Context, key: string): Promise<Pick<AgendaRun, 'sent' | 'failed'>> => {
  const meeting = ctx.lists.find(Meetings, key)
  const body = meeting && ctx.lists.find(Bodies, meeting.body)
  if (!body) return { sent: 0, failed: 0 }
  const settings = settingsOf(ctx)
  const day = dayOf(meeting, localDay(ctx.clock.now()))
  return tell(ctx, key, body, agendaDates(day, body.packDays, settings, calendarIn(settings)))
}

const tell = async (
  ctx: Context,
  key: string,
  body: Body,
  dates: AgendaDates,
): Promise<Pick<AgendaRun, 'sent' | 'failed'>> => {
  // Read again: it may just have been published.
  const meeting = ctx.lists.find(Meetings, key)
  if (!meeting || meeting.startsAt === null) return { sent: 0, failed: 0 }
  const settings = settingsOf(ctx)
  const facts = await noticeFacts(ctx, meeting, body, dates, new Date(meeting.startsAt))
  const mayBeDue = dueNotices(facts, settings, calendarIn(settings))
  if (mayBeDue.length === 0) return { sent: 0, failed: 0 }
  // Only now: on most minutes there is nothing to ask the database about.
  const taken = takenOf(await ctx.asks.deliveries(askName(key)))
  const due = dueNotices(
    { ...facts, guests: await withRounds(ctx, key, facts.guests), taken },
    settings,
    calendarIn(settings),
  )
  const telling = { meeting, packDue: dates.packDue, members: facts.members }
  const outcomes = await inParallel(due, SENDING_WIDTH, (notice) => sendNotice(ctx, telling, notice))
  const count = (wanted: string): number => outcomes.filter((outcome) => outcome === wanted).length
  return { sent: count('sent'), failed: count('failed') }
}

/** Whoever was told that they are not expected, and is again, is told that as well. */
const withRounds = async (ctx: Context, key: string, guests: NoticeFacts['guests']): Promise<NoticeFacts['guests']> => {
  if (guests.length === 0) return guests
  const cards = new Map((await ctx.guestCards.ofMeeting(key)).map(({ person, round }) => [person, round]))
  return guests.map(({ person }) => ({ person, round: cards.get(person) ?? 0 }))
}

const takenOf = (deliveries: readonly Delivery[]): ReadonlySet<string> =>
  new Set(
    deliveries
      // What may have arrived is not sent again.
      .filter(({ outcome, reason }) => outcome === 'sent' || reason === 'unknown')
      .map(({ kind, person }) => `${kind}|${person}`),
  )

const noticeFacts = async (
  ctx: Context,
  meeting: Meeting,
  body: Body,
  dates: AgendaDates,
  startsAt: Date,
): Promise<NoticeFacts> => {
  const members = membershipOn(ctx.lists.all(Memberships), body.code, dayOf(meeting, localDay(ctx.clock.now())))
  const items = itemsOf(ctx, meeting.meetingKey).filter(({ state }) => isOnAgenda(state))
  const sitting = [...new Set(members.flatMap(({ person }) => person ?? []))]
  const now = ctx.clock.now()
  const isApproved = meeting.agendaApprovedAt !== null
  const isWaiting = !isApproved && items.length > 0 && now >= dates.askApprovalAt
  return {
    now,
    startsAt,
    dates,
    isApproved,
    hasItems: items.length > 0,
    approvers: isWaiting ? (await approverOf(ctx, meeting, 'agenda')).people : [],
    awaited: [...new Set(items.flatMap((item) => (needsPaper(item) && item.presenter ? [item.presenter] : [])))],
    members: sitting,
    guests: [...new Set(items.flatMap(expectedFor))]
      .filter((person) => !sitting.includes(person))
      .map((person) => ({ person, round: 0 })),
    version: versionsOf(ctx, meeting.meetingKey)[0]?.version ?? 0,
    taken: new Set(),
  }
}

import { addDays, localDay } from '../../../calendar/business-days'
import type { Context } from '../../../context'
import { Bodies } from '../../../lists/bodies'
import { Actions } from '../../../lists/committees/actions'
import { AgendaItems } from '../../../lists/committees/agenda-items'
import { Decisions } from '../../../lists/committees/decisions'
import { Meetings } from '../../../lists/committees/meetings'
import { ExceptionReports } from '../../../lists/exception-reports'
import type { Row } from '../../../lists/kit/list'
import { StatusReports } from '../../../lists/status-reports'
import { milestonesByProject } from '../../../status/project-facts'
import type { Body } from '../../find-body'
import type { Meeting } from '../../meetings/find-meeting'
import { isActiveOn } from '../../rules/coverage'
import { coversEverything, type Project, projectsOf } from '../covered'
import { groupedBy } from '../grouped-by'
import {
  type AgendaFacts,
  type AgendaSource,
  againKey,
  type PostponedFacts,
  type ProjectFacts,
} from '../rules/found-items'
import { gatesAsked, isPassed } from './gate-facts'

/** Where a body has not met before, so many days back count as since its last meeting. */
const FIRST_DAYS = 30

/** What the portfolio and the body's own past say, for the agenda of a meeting on this day. */
export const agendaFacts = (
  ctx: Context,
  { meeting, body, secretary, day }: { meeting: Meeting; body: Body; secretary: string | null; day: string },
): AgendaFacts => {
  const others = ctx.lists.all(Meetings).filter((each) => each.body === body.code && each.number !== meeting.number)
  const earlier = others.filter((each) => each.state !== 'cancelled' && byTime(each, meeting) < 0).toSorted(byTime)
  const cancelled = others.filter(({ state, form }) => state === 'cancelled' && form === 'meeting')
  const last = earlier.filter(({ form, startsAt }) => form === 'meeting' && startsAt !== null).at(-1)
  return {
    day,
    since: last?.startsAt ? localDay(new Date(last.startsAt)) : addDays(day, -FIRST_DAYS),
    secretary,
    projects: projectFacts(ctx, projectsOf(ctx, body), gatesAsked(ctx, earlier)),
    milestonesToo: !coversEverything(body),
    gatesElsewhere: coversEverything(body) ? followedElsewhere(ctx, body, day) : new Set(),
    actions: ctx.lists
      .all(Actions)
      .flatMap(({ number, title, owner, dueOn, state, body: of }) =>
        of === body.code && state === 'open' && dueOn !== null ? [{ number, title, owner, dueOn }] : [],
      ),
    minutes: earlier
      .filter(({ state, minutesState }) => state === 'held' && minutesState !== null && minutesState !== 'approved')
      .map(({ meetingKey, number }) => ({ meeting: meetingKey, number })),
    postponed: postponed(ctx, meeting, earlier, cancelled),
  }
}

/** A plan may place a meeting before one that was convened sooner and has a lower number. */
const byTime = (a: Meeting, b: Meeting): number => {
  const [one, other] = [a.startsAt ?? a.deadline, b.startsAt ?? b.deadline]
  return (one !== null && other !== null && one.localeCompare(other)) || a.number - b.number
}

/** Active projects, each with the last report that was handed in. */
const projectFacts = (
  ctx: Context,
  projects: readonly Project[],
  asked: ReadonlySet<string>,
): readonly ProjectFacts[] => {
  const active = projects.filter(({ lifecycle }) => lifecycle === 'active')
  const reports = lastReports(ctx, new Set(active.map(({ number }) => number)))
  const exceptions = groupedBy(
    ctx.lists.all(ExceptionReports).filter(({ state }) => state === 'open'),
    ({ project }) => project,
  )
  const milestones = milestonesByProject(ctx)
  return active
    .map(({ number, title, projectManager }): ProjectFacts => {
      const report = reports.get(number)
      return {
        number,
        title,
        projectManager,
        report: report
          ? {
              key: report.reportKey,
              isRed: report.overall === 'red',
              comment: report.comment,
              decisionsRequested: report.decisionsRequested,
            }
          : null,
        exceptions: (exceptions.get(number) ?? []).map(({ exceptionKey, ...rest }) => ({ key: exceptionKey, ...rest })),
        milestones: (milestones.get(number) ?? []).flatMap((each) => {
          const due = each.forecastDate ?? each.baselineDate
          const { milestoneKey: key, title, gate } = each
          if (due === null || each.actualDate !== null) return []
          return [{ key, title, due, isGate: gate, wasAsked: asked.has(key) }]
        }),
      }
    })
    .toSorted((a, b) => a.number.localeCompare(b.number))
}

/** What bodies follow that are not of the whole portfolio. */
const followedElsewhere = (ctx: Context, body: Body, day: string): ReadonlySet<string> =>
  new Set(
    ctx.lists
      .all(Bodies)
      .filter((other) => other.code !== body.code && !coversEverything(other) && isActiveOn(other, day))
      .flatMap((other) => projectsOf(ctx, other).map(({ number }) => number)),
  )

const lastReports = (ctx: Context, wanted: ReadonlySet<string>): ReadonlyMap<string, Row<typeof StatusReports>> => {
  const last = new Map<string, Row<typeof StatusReports>>()
  for (const report of ctx.lists.all(StatusReports)) {
    if (report.state === 'draft' || !wanted.has(report.project)) continue
    const known = last.get(report.project)
    if (!known || isLater(report, known)) last.set(report.project, report)
  }
  return last
}

/** By the instant of the answer; imported reports may have none, and then the name of the cycle tells. */
const isLater = (a: Row<typeof StatusReports>, b: Row<typeof StatusReports>): boolean =>
  a.answeredAt !== null && b.answeredAt !== null ? a.answeredAt > b.answeredAt : a.cycle > b.cycle

/** Sources that come back by themselves for as long as there is something to say. */
const RECURRING: readonly AgendaSource[] = ['minutes', 'overdueAction']
/** Where a project is red or asks for a decision no more, nobody misses the item that its meeting did not come to. */
const MISSED: readonly AgendaSource[] = ['person', 'gate']

/**
 * What earlier meetings of the body put off and no later one has taken up; of the last that was held, and of the written procedures since,
 * also what was decided to be put off and what the meeting did not come to. What stood on the agenda of a meeting that was cancelled is not
 * lost with it, whenever that was to be.
 */
const postponed = (
  ctx: Context,
  meeting: Meeting,
  earlier: readonly Meeting[],
  cancelled: readonly Meeting[],
): readonly PostponedFacts[] => {
  const items = ctx.lists.all(AgendaItems)
  const elsewhere = new Set(
    items.flatMap(({ sourceKey, meeting: of }) => (sourceKey !== null && of !== meeting.meetingKey ? [sourceKey] : [])),
  )
  const dropped = new Set(cancelled.map(({ meetingKey }) => meetingKey))
  const before = new Set([...earlier.map(({ meetingKey }) => meetingKey), ...dropped])
  const last = earlier.findLastIndex(({ form, state }) => form === 'meeting' && state === 'held')
  const held = new Set(
    earlier.slice(Math.max(0, last)).flatMap(({ state, meetingKey }) => (state === 'held' ? [meetingKey] : [])),
  )
  const isOpen = openQuestions(ctx, held, elsewhere)
  const isLeft = ({ itemKey, state, source, meeting: of }: Row<typeof AgendaItems>): boolean =>
    state === 'postponed' ||
    (held.has(of) && isOpen.has(itemKey)) ||
    ((held.has(of) || dropped.has(of)) && MISSED.includes(source) && (state === 'accepted' || state === 'proposed'))
  return items
    .filter((item) => before.has(item.meeting) && !RECURRING.includes(item.source) && isLeft(item))
    .filter((item) => !elsewhere.has(againKey(item.itemKey)) && !isPassed(ctx, item))
    .map(({ itemKey: key, title, kind, state, source, project, minutes, presenter, ...said }) => ({
      ...{ key, title, kind, source, project, minutes, presenter },
      ...{ question: said.question, background: said.background, options: said.options, papers: said.papers },
      isProposal: state === 'proposed',
    }))
}

/** Items of these meetings on which every decision was to put them off, and which no other body was asked to decide instead. */
const openQuestions = (
  ctx: Context,
  held: ReadonlySet<string>,
  elsewhere: ReadonlySet<string>,
): ReadonlySet<string | null> => {
  const decided = ctx.lists.all(Decisions).filter(({ meeting, result }) => held.has(meeting ?? '') && result !== null)
  const settled = new Set(
    decided.flatMap(({ item, number, result }) => (result !== 'deferred' || elsewhere.has(number) ? [item] : [])),
  )
  return new Set(decided.flatMap(({ item }) => (item === null || settled.has(item) ? [] : [item])))
}

import type { Actor } from '../../access/actor'
import { mayOn, type Relation } from '../../access/policy'
import type { Context } from '../../context'
import { Bodies } from '../../lists/bodies'
import { Projects } from '../../lists/projects'
import type { PlanVersion } from '../../ports/plans'
import { comparePlans } from '../../scheduling/compare-plans'
import type { Cadence } from '../../scheduling/model'
import type { ClashingRule, Placement, Plan, Unplaced } from '../../scheduling/plan'
import { calendarIn, settingsOf } from '../../settings/settings'
import { type Body, bodiesFor } from '../find-body'
import { memberId } from '../rules/membership'
import { occurrenceOf, type PlanChanges } from './changes'
import { pendingChanges } from './confirm-plan'
import { cadenceOf } from './input/body-input'
import { daysIn } from './input/period'
import { type PlannedBody, sittersOf } from './input/planned-bodies'
import {
  type CadenceCode,
  type ClashView,
  cadenceCodes,
  type DifferenceView,
  type PlacementView,
  type PlanShown,
  type UnplacedView,
} from './plan-view'

const NO_RELATION: ReadonlySet<Relation> = new Set()

/** Does this body exist for the reader? */
type Sees = (body: string) => boolean

/** A version as the page shows it. Figures count all meetings; those of bodies that the reader may not know are left out. */
export const planShown = async (
  ctx: Context,
  actor: Actor,
  version: PlanVersion,
  planned: readonly PlannedBody[],
  onDemand: readonly Body[],
): Promise<PlanShown> => {
  const known = bodiesFor(ctx, actor)
  const sees: Sees = (body) => known.find(body) !== undefined
  // Of a body whose row is gone nobody can say any more for which projects it was: who sees every project is told.
  const isTold: Sees = (body) =>
    sees(body) || (!ctx.lists.find(Bodies, body) && mayOn(actor, 'body.read', NO_RELATION, 'confidential'))
  const { plan } = version
  const shown = planned.filter(({ body }) => sees(body.code))
  const calendars = await ctx.plans.calendars(version.period)
  const changes = pendingChanges(ctx, version)
  const before = version.base === null ? null : await ctx.plans.find(version.base)
  const people = new Map(
    shown.flatMap((planned) => sittersOf(planned).map((member) => [memberId(member), member.name] as const)),
  )
  const nameOf = (id: string): string => ctx.directory.person(id)?.name ?? people.get(id) ?? id
  const settings = settingsOf(ctx)
  const [from = '', to = ''] = version.period.split('/')
  const readable = new Set((calendars?.schedules ?? []).flatMap(([id, { isKnown }]) => (isKnown ? [id] : [])))
  return {
    version: version.version,
    by: nameOf(version.madeBy),
    at: version.startedAt.toISOString(),
    calendarsReadAt: calendars?.readAt ?? null,
    confirmedAt: version.confirmedAt?.toISOString() ?? null,
    figures: figuresOf(plan),
    placements: plan.placements
      .filter((placement) => sees(placement.body) && !changes.dropped.includes(placement))
      .map((placement) => placementView(placement, version, changes, sees)),
    unplaced: plan.unplaced.filter(({ body }) => sees(body)).map((one) => unplacedView(one, sees)),
    changes: { create: changes.create.length, update: changes.update.length, cancel: changes.cancel.length },
    cancelled: changes.cancel.flatMap(({ meeting, start }) =>
      isTold(meeting.body) ? [{ title: meeting.title, start }] : [],
    ),
    difference: before && differenceView(before, version, sees),
    bodies: shown.map((planned) => ({
      code: planned.body.code,
      title: planned.body.title,
      short:
        (planned.body.project ? ctx.lists.find(Projects, planned.body.project)?.title : null) ?? planned.body.title,
      members: sittersOf(planned).map(memberId),
      cadence: cadenceCode(planned.cadence),
      isOnDemand: cadenceOf(planned.body) === null,
    })),
    onDemand: onDemand
      .filter(({ code }) => sees(code))
      .map(({ code, title }) => ({ code, title }))
      .sort((a, b) => a.title.localeCompare(b.title, 'fr')),
    people: [...people.keys()]
      .map((id) => ({ id, name: nameOf(id) }))
      .sort((a, b) => a.name.localeCompare(b.name, 'fr')),
    rooms: settings.planning.rooms.map(({ address, name }) => ({ address, name })),
    holidays: daysIn({ from, to }).filter((day) => !calendarIn(settings).isBusinessDay(day) && !isWeekend(day)),
    unread: calendars
      ? [...people.keys()].filter((id) => !readable.has(id)).map((id) => ({ id, name: nameOf(id) }))
      : [],
  }
}

const isWeekend = (day: string): boolean => [0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay())

const cadenceCode = (cadence: Cadence): CadenceCode | null => {
  const code = cadence.unit === 'once' ? 'once' : `${cadence.unit}-${cadence.every}`
  return cadenceCodes.find((each) => each === code) ?? null
}

/** Of all meetings, those that stand and those placed by hand included. */
const figuresOf = ({ placements, unplaced, figures }: Plan): PlanShown['figures'] => {
  const sum = placements.reduce((total, { why }) => total + why.attendance, 0)
  return {
    meetings: placements.length + unplaced.length,
    placed: placements.length,
    attendance: Math.round((sum / Math.max(1, placements.length)) * 10) / 10,
    gap: figures.gap,
  }
}

const placementView = (
  placement: Placement,
  { adjustments }: PlanVersion,
  changes: PlanChanges,
  sees: Sees,
): PlacementView => {
  const { body, start, end, room, why } = placement
  const isPinned = adjustments.pins.some((pin) => pin.body === body && pin.start === start)
  const moved = changes.moved.get(placement)
  return {
    id: occurrenceOf(placement),
    ...{ body, start, end, room },
    ...(moved ? { start: moved.start, end: moved.end, room: moved.meeting.room || null } : {}),
    held: moved ? 'moved' : !placement.isFixed ? 'plan' : isPinned ? 'pinned' : 'stands',
    change: changes.create.includes(placement)
      ? 'create'
      : changes.update.some((each) => each.placement === placement)
        ? 'update'
        : null,
    attendance: why.attendance,
    doubtful: why.doubtful,
    lost: why.lost,
    broken: why.broken,
    ideal: why.ideal && { start: why.ideal.start, blockedBy: bodiesOf(why.ideal.blockedBy).filter(sees) },
    nextBest: why.nextBest && { start: why.nextBest.start, attendance: why.nextBest.attendance },
  }
}

/** Bodies of meetings by their keys, `BODY#3`, each once. */
const bodiesOf = (keys: readonly string[]): readonly string[] => [
  ...new Set(keys.map((key) => key.slice(0, key.lastIndexOf('#')))),
]

const unplacedView = ({ key, body, clash, relaxations }: Unplaced, sees: Sees): UnplacedView => ({
  id: key,
  body,
  clash: clash.map((rule) => clashView(rule, sees)),
  relaxations: relaxations.map(({ changes, start, attendance }, option) => ({
    option,
    changes: changes.map((change) => ({ code: change.code, person: 'person' in change ? change.person : null })),
    start,
    attendance,
  })),
})

const clashView = (rule: ClashingRule, sees: Sees): ClashView =>
  rule.code === 'double-booking'
    ? { code: rule.code, person: rule.person, bodies: bodiesOf(rule.meetings).filter(sees) }
    : rule

const differenceView = (before: PlanVersion, after: PlanVersion, sees: Sees): DifferenceView => {
  const difference = comparePlans(before.plan, after.plan)
  const [was, is] = [figuresOf(before.plan), figuresOf(after.plan)]
  const shown = (meetings: readonly { readonly key: string; readonly body: string; readonly start: string }[]) =>
    meetings.flatMap(({ key, body, start }) => (sees(body) ? [{ id: key, body, start }] : []))
  return {
    version: before.version,
    moved: difference.moved.flatMap(({ key, ...one }) => (sees(one.body) ? [{ id: key, ...one }] : [])),
    added: shown(difference.added),
    dropped: shown(difference.dropped),
    attendance: was.placed === 0 || is.placed === 0 ? null : Math.round((is.attendance - was.attendance) * 10) / 10,
    placed: is.placed - was.placed,
  }
}

import type { Actor } from '../access/actor'
import { may } from '../access/policy'
import type { Context } from '../context'
import type { Locale, Translate } from '../i18n/text'
import { formatsIn, translate } from '../i18n/translate'
import { ExceptionReports } from '../lists/exception-reports'
import { Programmes } from '../lists/programmes'
import { StatusReports } from '../lists/status-reports'
import type { Ask, Delivery } from '../ports/asks'
import { calendarIn, settingsOf } from '../settings/settings'
import { readableOf, withoutManager } from './cycle/late-list'
import type {
  CycleFigures,
  CycleListView,
  CycleOverview,
  CyclePerson,
  CycleProject,
  CycleRights,
  CycleSummary,
  DeliveryView,
} from './cycle-view'
import { severity } from './health'
import { type CycleRow, cyclesInOrder, isAnswered, openCycleOf, owedNumbers } from './project-facts'
import { nameOf } from './question-for'
import { entriesByRespondent, isAccepting, type RosterEntry, rosterOf } from './roster'
import { cycleTitle } from './rules/cycle-title'
import { ladderDates, questionsWaitUntil } from './rules/ladder'

/** Answers per cycle, counted in one pass over the reports. */
const answersPerCycle = (ctx: Pick<Context, 'lists'>): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const report of ctx.lists.all(StatusReports))
    if (isAnswered(report)) counts.set(report.cycle, (counts.get(report.cycle) ?? 0) + 1)
  return counts
}

const summaryOf = (ctx: Pick<Context, 'lists'>, cycle: CycleRow, answered: number, locale: Locale): CycleSummary => ({
  code: cycle.code,
  title: cycleTitle(cycle, formatsIn(locale)),
  state: cycle.state,
  openedAt: cycle.openedAt,
  cutOff: cycle.cutOff,
  closedAt: cycle.closedAt,
  publishedAt: cycle.publishedAt,
  owed: owedNumbers(ctx, cycle).length,
  answered,
})

/** All cycles, newest first. */
export const cycleSummaries = (ctx: Pick<Context, 'lists'>, locale: Locale): CycleListView['cycles'] => {
  const answers = answersPerCycle(ctx)
  return cyclesInOrder(ctx)
    .map((cycle) => summaryOf(ctx, cycle, answers.get(cycle.code) ?? 0, locale))
    .toReversed()
}

const isWorse = (entry: RosterEntry): boolean => {
  const computed = entry.report?.computedHealth ?? null
  const declared = entry.report?.overall ?? null
  return computed !== null && declared !== null && severity(computed) > severity(declared)
}

const projectOf = (ctx: Context, entry: RosterEntry, accepting: boolean, t: Translate): CycleProject => {
  const { project, owed, report } = entry
  const programme = project.programme === null ? undefined : ctx.lists.find(Programmes, project.programme)
  return {
    number: project.number,
    title: project.title,
    programme: programme?.title ?? project.programme,
    respondent: owed.respondent,
    state: report ? 'answered' : accepting ? 'awaited' : 'late',
    declared: report?.overall ?? null,
    computed: report?.computedHealth ?? null,
    trend: report?.trend ?? null,
    answeredAt: report?.answeredAt ?? null,
    answeredBy: report?.answeredBy ? nameOf(ctx, report.answeredBy, t) : null,
    worseThanDeclared: isWorse(entry),
  }
}

const deliveryOf = (ctx: Context, delivery: Delivery, t: Translate): DeliveryView => ({
  person: delivery.person,
  name: ctx.directory.person(delivery.person)?.name ?? t('status:person.channel'),
  kind: delivery.kind,
  // What a cycle says goes to one person at a time, never by the feed.
  channel: delivery.channel === 'mail' ? 'mail' : 'bot',
  outcome: delivery.outcome,
  reason: delivery.reason,
  at: delivery.at.toISOString(),
})

/** The delivery log of a cycle, newest first. */
export const cycleDeliveries = async (
  ctx: Context,
  code: string,
  locale: Actor['locale'],
): Promise<readonly DeliveryView[]> =>
  (await ctx.asks.deliveries(code)).map((delivery) => deliveryOf(ctx, delivery, translate(locale))).toReversed()

const peopleOf = (
  ctx: Context,
  entries: readonly RosterEntry[],
  asks: readonly Ask[],
  deliveries: readonly Delivery[],
  t: Translate,
): readonly CyclePerson[] => {
  const askOf = new Map(asks.map((ask) => [ask.person, ask]))
  const lastTo = new Map(deliveries.map((delivery) => [delivery.person, delivery]))
  return [...entriesByRespondent(entries)]
    .map(([id, theirs]) => {
      const ask = askOf.get(id)
      const last = lastTo.get(id)
      return {
        id,
        name: nameOf(ctx, id, t),
        owed: theirs.length,
        answered: theirs.filter((entry) => entry.report).length,
        projects: theirs.map((entry) => entry.project.number),
        askedAt: ask?.askedAt?.toISOString() ?? null,
        lastReminderAt: ask?.lastReminderAt?.toISOString() ?? null,
        delivery: last ? deliveryOf(ctx, last, t) : null,
      }
    })
    .toSorted((a, b) => a.name.localeCompare(b.name, 'fr'))
}

const figuresOf = (
  ctx: Context,
  cycle: CycleRow,
  roster: readonly RosterEntry[],
  asks: readonly Ask[],
  now: Date,
): CycleFigures => {
  const owed = roster.length
  const answers = roster.filter((entry) => entry.report)
  const open = owed - answers.length
  const accepting = isAccepting(cycle, now)
  const declared = (health: string): number => answers.filter((entry) => entry.report?.overall === health).length
  const people = new Set(roster.flatMap((entry) => entry.owed.respondent ?? []))
  const waiting = new Set(roster.flatMap((entry) => (entry.report ? [] : (entry.owed.respondent ?? []))))
  return {
    owed,
    answered: answers.length,
    awaited: accepting ? open : 0,
    late: accepting ? 0 : open,
    managersAsked: asks.filter((ask) => ask.askedAt !== null).length,
    managersDone: people.size - waiting.size,
    deliveriesFailed: asks.filter((ask) => ask.askedAt === null && ask.failure !== null).length,
    green: declared('green'),
    amber: declared('amber'),
    red: declared('red'),
    worseThanDeclared: answers.filter(isWorse).length,
    openExceptions: ctx.lists.all(ExceptionReports).filter((exception) => exception.state === 'open').length,
  }
}

const nextStepOf = (ctx: Context, cycle: CycleRow, asks: readonly Ask[], now: Date): CycleOverview['nextStep'] => {
  if (cycle.state !== 'open' || cycle.cutOff === null) return null
  const settings = settingsOf(ctx)
  const cutOff = new Date(cycle.cutOff)
  const sendsAt = questionsWaitUntil(now, cutOff, settings)
  if (sendsAt && asks.every((ask) => ask.sendingAt === null)) return { kind: 'question', at: sendsAt.toISOString() }
  const steps = ladderDates(cutOff, settings, calendarIn(settings)).flatMap(({ kind, at }) =>
    kind === 'digest' ? [] : [{ kind, at }],
  )
  const next = [...steps, { kind: 'cutOff' as const, at: cutOff }]
    .filter((step) => step.at > now)
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())[0]
  return next ? { kind: next.kind, at: next.at.toISOString() } : null
}

const rightsOf = (ctx: Context, actor: Actor, cycle: CycleRow, now: Date): CycleRights => {
  const noneOpen = openCycleOf(ctx) === undefined
  return {
    nudge: may(actor, 'cycle.nudge') && isAccepting(cycle, now),
    extend: may(actor, 'cycle.extend') && cycle.state === 'open',
    close: may(actor, 'cycle.close') && cycle.state === 'open',
    reopen: may(actor, 'cycle.reopen') && cycle.state !== 'open' && noneOpen,
    publish: may(actor, 'cycle.publish'),
    open: may(actor, 'cycle.open') && noneOpen,
    settings: may(actor, 'settings.edit'),
  }
}

/** The cycle of a code; `current` is the open one, or else the newest. */
export const findCycle = (ctx: Pick<Context, 'lists'>, code: string): CycleRow | undefined =>
  code === 'current'
    ? (openCycleOf(ctx) ?? cyclesInOrder(ctx).at(-1))
    : cyclesInOrder(ctx).find((cycle) => cycle.code === code)

/**
 * What the cycle page shows to this reader. Projects they may not see are counted, never named; who was reached and how is for
 * those who may read deliveries. Null for an unknown cycle.
 */
export const cycleOverview = async (ctx: Context, actor: Actor, code: string): Promise<CycleOverview | null> => {
  const cycle = findCycle(ctx, code)
  if (!cycle) return null
  const t = translate(actor.locale)
  const now = ctx.clock.now()
  const roster = rosterOf(ctx, cycle, now).entries
  const visible = readableOf(ctx, actor, roster)
  const [asks, deliveries] = await Promise.all([
    ctx.asks.ofCycle(cycle.code),
    may(actor, 'delivery.read') ? ctx.asks.deliveries(cycle.code) : [],
  ])
  const accepting = isAccepting(cycle, now)
  return {
    cycle: summaryOf(ctx, cycle, roster.filter((entry) => entry.report).length, actor.locale),
    accepting,
    figures: figuresOf(ctx, cycle, roster, asks, now),
    people: peopleOf(ctx, visible, asks, deliveries, t),
    projects: visible.map((entry) => projectOf(ctx, entry, accepting, t)),
    withoutManager: withoutManager(visible),
    hidden: roster.length - visible.length,
    nextStep: nextStepOf(ctx, cycle, asks, now),
    language: settingsOf(ctx).language,
    may: rightsOf(ctx, actor, cycle, now),
  }
}

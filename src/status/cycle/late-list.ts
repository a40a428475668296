import type { Actor } from '../../access/actor'
import { may, mayOn, type Relation } from '../../access/policy'
import type { Context, Locale } from '../../context'
import type { Translate } from '../../i18n/text'
import { formatsIn, translate } from '../../i18n/translate'
import { Programmes } from '../../lists/programmes'
import { StatusCycles } from '../../lists/status-cycles'
import type { Ask } from '../../ports/asks'
import { relationsHeld } from '../../projects/relations-held'
import { nameOf, questionCycleOf } from '../question-for'
import type { LateManager, LateModel, ProjectName } from '../question-view'
import { entriesByRespondent, type RosterEntry, rosterOf } from '../roster'

/** The entries whose projects this reader may see by name. */
export const readableOf = (
  ctx: Pick<Context, 'lists' | 'clock'>,
  reader: Actor,
  entries: readonly RosterEntry[],
): readonly RosterEntry[] => {
  const heldOn = relationsHeld(ctx, reader.person)
  return entries.filter(({ project }) => mayOn(reader, 'project.read', heldOn(project), project.confidentiality))
}

/** May this person ask who is late: by role, or as the manager of some programme? */
export const mayAskLate = (ctx: Pick<Context, 'lists'>, reader: Actor): boolean =>
  may(reader, 'cycle.late') ||
  ctx.lists
    .all(Programmes)
    .some(
      ({ programmeManager }) => programmeManager === reader.person && mayOn(reader, 'cycle.late', MANAGING, 'internal'),
    )

const MANAGING: ReadonlySet<Relation> = new Set(['programmeManager'])

/** Entries without an answer about which nobody can be asked. */
export const withoutManager = (entries: readonly RosterEntry[]): readonly ProjectName[] =>
  entries
    .filter((entry) => entry.owed.respondent === null && !entry.report)
    .map(({ project }) => ({ number: project.number, title: project.title }))

/** Entries without an answer, grouped by the person asked, by name. */
export const lateManagers = (
  ctx: Pick<Context, 'directory'>,
  entries: readonly RosterEntry[],
  asks: readonly Ask[],
  t: Translate,
): readonly LateManager[] => {
  const askOf = new Map(asks.map((ask) => [ask.person, ask]))
  return [...entriesByRespondent(entries.filter((entry) => !entry.report))]
    .map(([id, theirs]) => {
      const ask = askOf.get(id)
      return {
        id,
        name: nameOf(ctx, id, t),
        projects: theirs.map(({ project }) => ({ number: project.number, title: project.title })),
        askedAt: ask?.askedAt?.toISOString() ?? null,
        lastReminderAt: ask?.lastReminderAt?.toISOString() ?? null,
        failure: ask?.failure ?? null,
      }
    })
    .toSorted((a, b) => a.name.localeCompare(b.name, 'fr'))
}

/**
 * Who has not answered in a cycle, for the command "late" and the PMO digest. Projects the reader may not see are not named;
 * the figures count them. Null for an unknown cycle.
 */
export const lateList = async (
  ctx: Context,
  code: string,
  reader: Actor,
  locale: Locale,
): Promise<LateModel | null> => {
  const cycle = ctx.lists.find(StatusCycles, code)
  if (!cycle) return null
  const t = translate(locale)
  const now = ctx.clock.now()
  const roster = rosterOf(ctx, cycle, now).entries
  const visible = readableOf(ctx, reader, roster)
  return {
    cycle: questionCycleOf(cycle, now, formatsIn(locale)),
    owed: roster.length,
    answered: roster.filter((entry) => entry.report).length,
    late: lateManagers(ctx, visible, await ctx.asks.ofCycle(code), t),
    withoutManager: withoutManager(visible),
    tabUrl: ctx.links.tab(`cycle/${code}`),
  }
}

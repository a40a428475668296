import type { Context } from '../../context'
import { StatusCycles } from '../../lists/status-cycles'
import { StatusReports } from '../../lists/status-reports'
import { isAnswered, reportKeyOf } from '../project-facts'
import type { CycleFacts } from '../question-for'
import { rosterFrom } from '../roster'

/**
 * The facts with this person's answers as they stand at this moment, on whatever copy of the service they were given; null when
 * nothing is left to ask: messages go out at the connector's pace, minutes after the facts were gathered.
 */
export const presentFacts = async (ctx: Context, facts: CycleFacts, person: string): Promise<CycleFacts | null> => {
  const { code } = facts.cycle
  const own = facts.roster.askedOf(person)
  const keyOf = (entry: (typeof own)[number]): string => reportKeyOf(code, entry.project.number)
  await ctx.outbox.catchUp([
    { list: StatusCycles.name, keys: [code] },
    { list: StatusReports.name, keys: own.map(keyOf) },
  ])
  const cycle = ctx.lists.find(StatusCycles, code)
  if (cycle?.state !== 'open') return null
  const entries = facts.roster.entries.map((entry) => {
    if (!own.includes(entry)) return entry
    const report = ctx.lists.find(StatusReports, keyOf(entry))
    return { ...entry, report: isAnswered(report) ? report : undefined }
  })
  const roster = rosterFrom(entries)
  const isWaiting = roster.askedOf(person).some((entry) => entry.report === undefined)
  return isWaiting ? { ...facts, cycle, roster } : null
}

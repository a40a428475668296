import type { Context, Person } from '../context'
import { Programmes } from '../lists/programmes'
import { Settings } from '../lists/settings'
import { StatusCycles } from '../lists/status-cycles'
import type { OutboxWrite } from '../ports/outbox'
import { owedText } from '../status/rules/owed-reports'
import { bodyWrites } from './bodies'
import { isoDate, isoInstant, lastFridayNoon, monthStart } from './dates'
import { meetingWrites } from './meetings/meeting-writes'
import { demoOrganisation, type Organisation } from './organisation'
import { type PastCycle, projectWrites } from './seed-project'

const pastCycles = (today: string, count: number): readonly PastCycle[] =>
  Array.from({ length: count }, (_, index) => {
    const month = monthStart(today, index - count)
    const cutOff = lastFridayNoon(month)
    return {
      code: month.toFormat('yyyy-MM'),
      title: month.setLocale('fr').toFormat('LLLL yyyy'),
      openedAt: cutOff.minus({ days: 7 }).set({ hour: 9 }),
      cutOff,
    }
  })

/** Until SharePoint holds the rows of the demo; a larger organisation takes longer, row by row. */
const DRAIN_MS = 120_000
const DRAIN_MS_A_ROW = 20

/** Rooms of the head office, as its building names them. */
const rooms = [
  { name: 'Salle Meuse', address: 'salle.meuse@opnum.example', seats: 14 },
  { name: 'Salle Sambre', address: 'salle.sambre@opnum.example', seats: 8 },
  { name: 'Salle Ourthe', address: 'salle.ourthe@opnum.example', seats: 4 },
]

/** The mailbox alias of a person, as the demo organisation names people. */
const byAlias = (people: readonly Person[]): ((alias: string) => string) => {
  const ids = new Map(people.map((person) => [person.mail.split('@')[0] ?? '', person.id]))
  return (alias) => {
    const id = ids.get(alias)
    if (id === undefined) throw new Error(`the demo organisation names ${alias}, whom the directory does not know`)
    return id
  }
}

const cycleWrite = (cycle: PastCycle, officer: string, owed: readonly string[]): OutboxWrite<typeof StatusCycles> => ({
  list: StatusCycles,
  key: cycle.code,
  values: {
    code: cycle.code,
    title: cycle.title,
    state: 'published',
    openedAt: isoInstant(cycle.openedAt),
    openedBy: officer,
    cutOff: isoInstant(cycle.cutOff),
    closedAt: isoInstant(cycle.cutOff),
    publishedAt: isoInstant(cycle.cutOff.plus({ hours: 3 })),
    owed: owedText(owed),
    snapshotVersion: 1,
  },
})

/**
 * Fills an empty site with the demo organisation: deterministic for a given `today` (ISO date), in French. Resolves when
 * SharePoint holds every row.
 */
export const seedDemo = async (
  ctx: Pick<Context, 'directory' | 'outbox'>,
  today: string,
  organisation: Organisation = demoOrganisation,
): Promise<void> => {
  const { programmes, projects, delegates } = organisation
  const idOf = byAlias(ctx.directory.all())
  const cycles = pastCycles(today, organisation.pastCycles)
  const perProject = projects.map((project) =>
    projectWrites(project, cycles, today, {
      manager: idOf(project.manager),
      delegate: idOf(delegates[project.manager] ?? project.manager),
      sponsor: idOf(programmes.find((programme) => programme.code === project.programme)?.sponsor ?? 'philippe.moreau'),
    }),
  )
  const started = (cycle: PastCycle): string[] =>
    projects
      .filter((project) => isoDate(monthStart(today, project.startMonth)) < isoDate(cycle.openedAt))
      .map((p) => p.number)
  const bodies = bodyWrites(ctx, organisation, idOf, today)
  const writes: OutboxWrite[] = [
    ...programmes.map((programme, index) => ({
      list: Programmes,
      key: programme.code,
      values: {
        code: programme.code,
        title: programme.title,
        programmeManager: idOf(programme.manager),
        sponsor: idOf(programme.sponsor),
        rank: index + 1,
      },
    })),
    ...perProject.flat(),
    ...cycles.map((cycle) => cycleWrite(cycle, idOf('ines.vandamme'), started(cycle))),
    ...bodies,
    ...meetingWrites(bodies, idOf, today),
    { list: Settings, key: 'planning', values: { code: 'planning', value: JSON.stringify({ rooms }) } },
  ]
  await ctx.outbox.put(writes)
  await ctx.outbox.drained(DRAIN_MS + writes.length * DRAIN_MS_A_ROW)
}

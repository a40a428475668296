import type { Context, OutboxWrite, Person } from '../context'
import { Bodies } from '../lists/bodies'
import { Programmes } from '../lists/programmes'
import { StatusCycles } from '../lists/status-cycles'
import { isoDate, isoInstant, lastFridayNoon, monthStart } from './dates'
import { demoOrganisation, type Organisation } from './organisation'
import { type PastCycle, projectWrites } from './seed-project'

/** Thousands of euros from which a project past its request has a project committee of its own. */
const COMMITTEE_FROM = 150

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
    owed: owed.join('\n'),
    snapshotVersion: 1,
  },
})

const bodyWrites = (
  { programmes, projects }: Organisation,
  idOf: (alias: string) => string,
): OutboxWrite<typeof Bodies>[] => {
  const officer = idOf('ines.vandamme')
  const body = (values: OutboxWrite<typeof Bodies>['values'] & { code: string }): OutboxWrite<typeof Bodies> => ({
    list: Bodies,
    key: values.code,
    values,
  })
  return [
    body({
      code: 'CODIR',
      title: 'Comité de direction',
      kind: 'executive',
      chair: idOf('philippe.moreau'),
      secretary: officer,
    }),
    body({
      code: 'CI',
      title: 'Comité d’investissement',
      kind: 'investment',
      chair: idOf('rachid.el.amrani'),
      secretary: officer,
    }),
    ...programmes.map((programme) =>
      body({
        code: `COPIL-${programme.code}`,
        title: `CoPil ${programme.title}`,
        kind: 'steering',
        chair: idOf(programme.sponsor),
        secretary: idOf(programme.manager),
        programme: programme.code,
      }),
    ),
    ...projects
      .filter((project) => project.phase !== 'request' && project.approved >= COMMITTEE_FROM)
      .map((project) =>
        body({
          code: `CP-${project.number}`,
          title: `Comité de projet ${project.title}`,
          kind: 'project',
          chair: idOf(
            programmes.find((programme) => programme.code === project.programme)?.sponsor ?? 'philippe.moreau',
          ),
          secretary: idOf(project.manager),
          project: project.number,
        }),
      ),
  ]
}

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
    ...bodyWrites(organisation, idOf),
  ]
  await ctx.outbox.put(writes)
  await ctx.outbox.drained(120_000)
}

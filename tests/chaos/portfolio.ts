import { Programmes } from '../../src/lists/programmes'
import { Projects } from '../../src/lists/projects'
import { StatusCycles } from '../../src/lists/status-cycles'
import { StatusReports } from '../../src/lists/status-reports'
import { people } from '../../src/local-tenant/people'
import type { OutboxWrite } from '../../src/ports/outbox'
import { idOf } from '../kit/personas'

/** A portfolio small enough to be lived through in seconds: two projects each for six managers, and one past cycle. */
export const managers: readonly string[] = people
  .filter(({ jobTitle }) => /^Chef(fe)? de projet$/.test(jobTitle))
  .slice(0, 6)
  .map(({ displayName }) => displayName)

export interface ChaosProject {
  readonly number: string
  /** Display name. */
  readonly manager: string
}

export const projects: readonly ChaosProject[] = managers.flatMap((manager, index) => [
  { number: `P-${101 + index * 2}`, manager },
  { number: `P-${102 + index * 2}`, manager },
])

export const OFFICER = 'Inès Vandamme'
const PAST = '2026-09'

/** What a manager confirms who presses "unchanged". */
export const beforeOf = (number: string): { readonly overall: 'green'; readonly comment: string } => ({
  overall: 'green',
  comment: `Avant : ${number}`,
})

export const seedWrites = (now: Date): readonly OutboxWrite[] => [
  {
    list: Programmes,
    key: 'CHA',
    values: { code: 'CHA', title: 'Programme agité', programmeManager: idOf('Samira Lejeune'), rank: 1 },
  },
  ...projects.map(({ number, manager }) => ({
    list: Projects,
    key: number,
    values: {
      number,
      title: `Projet ${number}`,
      programme: 'CHA',
      lifecycle: 'active' as const,
      confidentiality: 'internal' as const,
      projectManager: idOf(manager),
    },
  })),
  {
    list: StatusCycles,
    key: PAST,
    values: {
      code: PAST,
      title: 'septembre 2026',
      state: 'published',
      openedAt: '2026-09-18T07:00:00Z',
      cutOff: '2026-09-25T10:00:00Z',
      closedAt: '2026-09-25T10:00:00Z',
      publishedAt: '2026-09-25T12:00:00Z',
      owed: projects.map(({ number }) => number).join('\n'),
      snapshotVersion: 1,
    },
  },
  ...projects.map(({ number, manager }) => ({
    list: StatusReports,
    key: `${PAST}:${number}`,
    values: {
      reportKey: `${PAST}:${number}`,
      cycle: PAST,
      project: number,
      state: 'published' as const,
      ...beforeOf(number),
      answeredBy: idOf(manager),
      answeredAt: now.toISOString().slice(0, 19).concat('Z'),
    },
  })),
]

import type { Role } from '../../src/access/actor'
import { type Relation, relations } from '../../src/access/policy'
import type { OutboxWrite } from '../../src/context'
import { confidentiality } from '../../src/lists/codes'
import type { Values } from '../../src/lists/kit/list'
import { Milestones } from '../../src/lists/milestones'
import { Programmes } from '../../src/lists/programmes'
import { Projects } from '../../src/lists/projects'
import { idOf } from '../kit/personas'
import { programme, project } from '../kit/rows'
import type { Standing } from './expected-rights'

/** One person of each role, and one without. */
export const holders: readonly (readonly [string, Role | null])[] = [
  ['Inès Vandamme', 'officer'],
  ['Nadège Collignon', 'pmo'],
  ['Philippe Moreau', 'executive'],
  ['Françoise Delvaux', 'auditor'],
  ['Thomas Roevens', null],
]
/** Has neither a role nor a relation to anything. */
export const OUTSIDER = 'Jan Peeters'

/** A person, a project, and all that stands between them. */
export interface Case extends Standing {
  readonly relation: Relation | null
  readonly person: string
  readonly number: string
}

interface Ties {
  readonly project?: Partial<Values<typeof Projects>>
  /** Further rows, such as a programme or a body. */
  readonly rows?: readonly OutboxWrite[]
}

/** How a person comes to hold each relation to a project. A relation that is not here is a hole in the matrix. */
const ties: Readonly<Record<Relation, (person: string, number: string) => Ties>> = {
  projectManager: (person) => ({ project: { projectManager: person } }),
  delegate: (person) => ({ project: { delegate: person } }),
  sponsor: (person) => ({ project: { sponsor: person } }),
  businessOwner: (person) => ({ project: { businessOwner: person } }),
  programmeManager: (person, number) => {
    const code = `G-${number}`
    const row = programme({ code, programmeManager: person })
    return { project: { programme: code }, rows: [{ list: Programmes, key: code, values: row }] }
  },
}

const untied = (): Ties => ({})

const relationsAndNone: readonly (Relation | null)[] = [...relations, null]

/** Every role × relation × confidentiality, each with a project of its own. */
export const cases: readonly Case[] = holders
  .flatMap(([person, role]) =>
    relationsAndNone.flatMap((relation) =>
      confidentiality.map((level) => ({ person, role, relation, confidentiality: level })),
    ),
  )
  .map((standing, index) => ({ ...standing, number: `A-${index + 1}` }))

export const worldRows = (): readonly OutboxWrite[] =>
  cases.flatMap(({ person, relation, number, confidentiality: level }) => {
    const tie = relation === null ? untied() : ties[relation](idOf(person), number)
    const dates = { startDate: '2026-01-01', baselineEnd: '2027-06-30', forecastEnd: '2027-06-30' }
    const key = `${number}:1`
    const blank = { rank: 1, baselineDate: null, forecastDate: '2026-12-15', actualDate: null }
    return [
      ...(tie.rows ?? []),
      { list: Projects, key: number, values: project({ number, confidentiality: level, ...dates, ...tie.project }) },
      { list: Milestones, key, values: { milestoneKey: key, project: number, title: 'Jalon', ...blank } },
    ]
  })

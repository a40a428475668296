import type { Role } from '../../src/access/actor'
import {
  actionRelations,
  bodyRelations,
  meetingRelations,
  projectRelations,
  type Relation,
} from '../../src/access/policy'
import { Bodies } from '../../src/lists/bodies'
import { confidentiality } from '../../src/lists/codes'
import { Actions } from '../../src/lists/committees/actions'
import { Decisions } from '../../src/lists/committees/decisions'
import { Meetings } from '../../src/lists/committees/meetings'
import { type MemberRole, Memberships } from '../../src/lists/committees/memberships'
import { blankValues, type Values } from '../../src/lists/kit/list'
import { Milestones } from '../../src/lists/milestones'
import { Programmes } from '../../src/lists/programmes'
import { Projects } from '../../src/lists/projects'
import type { OutboxWrite } from '../../src/ports/outbox'
import { agendaItem, body, member } from '../kit/meetings'
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
  /** The seat that the person has in a body, and how that body covers the project. */
  readonly seat?: { readonly relation: BodyRelation; readonly by: 'name' | 'programme' }
}

type BodyRelation = (typeof bodyRelations)[number]

interface Ties {
  readonly project?: Partial<Values<typeof Projects>>
  /** Further rows, such as a programme. */
  readonly rows?: readonly OutboxWrite[]
}

/** How a person comes to hold each relation to a project. A relation that is not here is a hole in the matrix. */
const ties: Readonly<Record<(typeof projectRelations)[number], (person: string, number: string) => Ties>> = {
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

/** What somebody is in a body who holds the relation. */
const seats: Readonly<Record<BodyRelation, MemberRole>> = {
  memberOfBody: 'member',
  chairOfBody: 'chair',
  secretaryOfBody: 'secretary',
}

/** Every role × relation × confidentiality, each with a row of its own. */
const casesOf = (prefix: string, relations: readonly Relation[]): readonly Case[] =>
  holders
    .flatMap(([person, role]) =>
      [...relations, null].flatMap((relation) =>
        confidentiality.map((level) => ({ person, role, relation, confidentiality: level })),
      ),
    )
    .map((standing, index) => ({ ...standing, number: `${prefix}-${index + 1}` }))

const isBodyRelation = (relation: Relation | null): relation is BodyRelation =>
  bodyRelations.some((name) => name === relation)

/** Projects that a body names in which the person sits, besides those to which they have a relation of their own. */
const namedCases = casesOf('A', [...projectRelations, ...bodyRelations]).map((of) =>
  isBodyRelation(of.relation) ? { ...of, seat: { relation: of.relation, by: 'name' as const } } : of,
)
/** Projects of a programme that such a body covers: it gives no relation to those that are confidential. */
const programmeCases = casesOf('Q', ['memberOfBody']).flatMap((of): Case[] => {
  if (!isBodyRelation(of.relation)) return []
  const relation = of.confidentiality === 'confidential' ? null : of.relation
  return [{ ...of, relation, seat: { relation: of.relation, by: 'programme' } }]
})
export const cases: readonly Case[] = [...namedCases, ...programmeCases]
/** Bodies with one meeting each, each of one project of that confidentiality: a body of a project that one may not see does not exist either. */
export const bodyCases = casesOf('B', bodyRelations)

/** Meetings of bodies in which the person does not sit: as a guest of one item, or as the manager of the project that it covers. */
export const meetingCases = casesOf('M', [...meetingRelations, 'projectManager']).filter(
  ({ relation }) => relation !== null,
)
/** The conversation of a meeting. */
export const chatOf = (number: string): string => `19:meeting_${number}@thread.v2`

/** Actions of bodies of their own, each under the number of its body. */
export const actionCases = casesOf('T', [...bodyRelations, ...actionRelations])

export const worldRows = (): readonly OutboxWrite[] => [
  ...projectRows(),
  ...bodyRows([...bodyCases, ...meetingCases, ...actionCases]),
  ...actionCases.map(actionRow),
]

/** The one decision of a body: a vote that is closed. */
export const decisionOf = (body: string): string => `D-${body}`

const actionRow = ({ number, relation, person }: Case): OutboxWrite => {
  const owner = relation === 'ownerOfAction' ? idOf(person) : null
  const values: Values<typeof Actions> = {
    ...blankValues(Actions),
    ...{ number, title: number, body: number, project: `P${number}`, owner, dueOn: '2026-12-18' },
    state: 'open',
  }
  return { list: Actions, key: number, values }
}

const bodyRows = (among: readonly Case[]): readonly OutboxWrite[] =>
  among.flatMap(({ person, relation, number, confidentiality: level }) => {
    const covered = `P${number}`
    const seat = bodyRelations.find((name) => name === relation)
    const membershipKey = `${number}:${idOf(person)}:2026-01-01`
    const body = { ...blankValues(Bodies), code: number, title: number, kind: 'project' as const, project: covered }
    const membership: Values<typeof Memberships> = {
      ...blankValues(Memberships),
      membershipKey,
      body: number,
      person: idOf(person),
      name: person,
      role: seat ? seats[seat] : 'member',
      voice: 'vote',
      from: '2026-01-01',
    }
    const meeting: Values<typeof Meetings> = {
      ...blankValues(Meetings),
      meetingKey: `${number}:1`,
      body: number,
      number: 1,
      title: number,
      form: 'meeting',
      state: 'convened',
      startsAt: '2026-12-10T09:00:00Z',
      endsAt: '2026-12-10T10:30:00Z',
      chat: chatOf(number),
    }
    const decision: Values<typeof Decisions> = {
      ...blankValues(Decisions),
      number: decisionOf(number),
      title: number,
      body: number,
      meeting: meeting.meetingKey,
      type: 'ordinary',
      voteState: 'closed',
      result: 'adopted',
    }
    const guests = relation === 'guestOfMeeting' ? idOf(person) : null
    const manager = relation === 'projectManager' ? { projectManager: idOf(person) } : {}
    return [
      { list: Meetings, key: meeting.meetingKey, values: meeting },
      { list: Decisions, key: decision.number, values: decision },
      { list: Projects, key: covered, values: project({ number: covered, confidentiality: level, ...manager }) },
      agendaItem(meeting.meetingKey, 1, { guests }),
      { list: Bodies, key: number, values: body },
      ...(seat ? [{ list: Memberships, key: membershipKey, values: membership }] : []),
    ]
  })

/** A body of the project or of its programme, in which the person sits. */
const seatTies = ({ person, number, seat }: Case): Ties => {
  if (!seat) return {}
  const code = `C-${number}`
  const sitting = member(code, person, seats[seat.relation])
  if (seat.by === 'name') return { rows: [body({ code, kind: 'project', project: number }), sitting] }
  const covered = `G-${number}`
  const values = programme({ code: covered })
  return {
    project: { programme: covered },
    rows: [{ list: Programmes, key: covered, values }, body({ code, programme: covered }), sitting],
  }
}

const projectRows = (): readonly OutboxWrite[] =>
  cases.flatMap((of) => {
    const { person, relation, number, confidentiality: level } = of
    const held = projectRelations.find((name) => name === relation)
    const tie: Ties = held ? ties[held](idOf(person), number) : seatTies(of)
    const dates = { startDate: '2026-01-01', baselineEnd: '2027-06-30', forecastEnd: '2027-06-30' }
    const key = `${number}:1`
    const blank = { rank: 1, baselineDate: null, forecastDate: '2026-12-15', actualDate: null }
    return [
      ...(tie.rows ?? []),
      { list: Projects, key: number, values: project({ number, confidentiality: level, ...dates, ...tie.project }) },
      { list: Milestones, key, values: { milestoneKey: key, project: number, title: 'Jalon', ...blank } },
    ]
  })

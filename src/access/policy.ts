import type { Confidentiality } from '../lists/codes'
import type { Actor, Role } from './actor'

/**
 * Who may do what: one pure table. A grant is an app role (held in the verified token) or a relation of the person to the row
 * (held in the lists). Everything that is not granted is refused; a row that may not be read does not exist for that person.
 */

/** Of a person to a project, to a body, and to an action. */
export const projectRelations = ['projectManager', 'delegate', 'programmeManager', 'sponsor', 'businessOwner'] as const
export const bodyRelations = ['memberOfBody', 'chairOfBody', 'secretaryOfBody'] as const
/** Of a person to a meeting: who is invited to, or presents, some items of its agenda knows these and nothing else of it. */
export const meetingRelations = ['guestOfMeeting'] as const
export const actionRelations = ['ownerOfAction'] as const
export const relations = [...projectRelations, ...bodyRelations, ...meetingRelations, ...actionRelations] as const
export type Relation = (typeof relations)[number]

type Grant = Role | Relation | 'anyone'

const table = {
  'me.read': ['anyone'],
  'events.read': ['anyone'],
  'portfolio.read': ['anyone'],
  'portfolio.export': ['anyone'],
  'project.read': ['anyone'],
  'project.create': ['officer'],
  'project.edit': ['officer', 'pmo', 'projectManager', 'delegate', 'programmeManager'],
  /** Number, programme, priority, lifecycle, approved cost, baseline, tolerances, people, confidentiality. */
  'project.steer': ['officer', 'pmo'],
  'report.read': ['anyone'],
  'report.answer': ['projectManager', 'delegate'],
  'cycle.read': ['anyone'],
  'cycle.open': ['officer', 'pmo'],
  'cycle.nudge': ['officer', 'pmo'],
  'cycle.extend': ['officer', 'pmo'],
  'cycle.close': ['officer'],
  'cycle.reopen': ['officer'],
  'cycle.publish': ['officer'],
  'cycle.late': ['officer', 'pmo', 'executive', 'programmeManager'],
  'delivery.read': ['officer', 'pmo', 'auditor'],
  'publication.read': ['officer', 'pmo', 'executive', 'auditor'],
  'body.read': ['anyone'],
  'body.create': ['officer', 'pmo'],
  /** Cadence, duration, days and hours, notice, papers, language. */
  'body.edit': ['officer', 'pmo', 'chairOfBody', 'secretaryOfBody'],
  /** Name, mandate, what it covers and the rules by which it decides. */
  'body.steer': ['officer', 'pmo'],
  'membership.edit': ['officer', 'pmo'],
  'meeting.read': ['officer', 'pmo', 'executive', 'auditor', ...bodyRelations],
  /** Opens and closes the meeting, keeps attendance, agenda and notes, puts to the vote. */
  'meeting.run': ['officer', 'chairOfBody', 'secretaryOfBody'],
  /** Convenes one meeting outside of the plan. */
  'meeting.convene': ['officer', 'chairOfBody', 'secretaryOfBody'],
  /** Takes a convened meeting out of everybody's calendar. */
  'meeting.cancel': ['officer', 'pmo', 'chairOfBody', 'secretaryOfBody'],
  'decision.record': ['officer', 'chairOfBody', 'secretaryOfBody'],
  /** Those with a voice among them: the use case looks. */
  'vote.cast': bodyRelations,
  'floor.request': bodyRelations,
  'attendance.own': bodyRelations,
  'plan.read': ['officer', 'pmo', 'executive', 'auditor'],
  'plan.make': ['officer', 'pmo'],
  'plan.confirm': ['officer', 'pmo'],
  'agenda.read': ['officer', 'pmo', 'executive', 'auditor', ...bodyRelations, ...meetingRelations],
  /** Who sits in the body, and who manages a project that it covers. */
  'agenda.propose': ['officer', 'pmo', ...bodyRelations, 'projectManager'],
  'agenda.edit': ['officer', 'pmo', 'chairOfBody', 'secretaryOfBody'],
  /** Papers: those of one's own items, for guests. */
  'agenda.supply': ['officer', 'pmo', 'chairOfBody', 'secretaryOfBody', ...meetingRelations],
  'agenda.approve': ['officer', 'chairOfBody'],
  'agenda.publish': ['officer', 'pmo', 'chairOfBody', 'secretaryOfBody'],
  'minutes.read': ['officer', 'pmo', 'executive', 'auditor', ...bodyRelations],
  'minutes.edit': ['officer', 'chairOfBody', 'secretaryOfBody'],
  'minutes.comment': ['officer', ...bodyRelations],
  'minutes.approve': ['officer', 'chairOfBody'],
  'decision.read': ['officer', 'pmo', 'executive', 'auditor', ...bodyRelations],
  /** Options and consequences of an arbitration, and the option that was chosen. */
  'decision.arbitrate': ['officer', 'chairOfBody', 'secretaryOfBody'],
  'decision.escalate': ['officer', 'pmo', 'chairOfBody', 'secretaryOfBody'],
  'action.read': ['officer', 'pmo', 'executive', 'auditor', ...bodyRelations, 'ownerOfAction'],
  'action.edit': ['officer', 'pmo', 'chairOfBody', 'secretaryOfBody', 'ownerOfAction'],
  'import.run': ['officer'],
  'settings.edit': ['officer'],
  'audit.read': ['officer', 'auditor'],
} as const satisfies Record<string, readonly Grant[]>

export type Action = keyof typeof table
export const actions = Object.keys(table) as readonly Action[]

/**
 * Grants that are enough to see a project of each confidentiality. `anyone` is a signed-in member of the organisation;
 * restricted and confidential projects are for those who steer them, audit them or hold a relation to them.
 */
const readers: Record<Confidentiality, readonly Grant[]> = {
  internal: ['anyone'],
  restricted: ['officer', 'pmo', 'executive', 'auditor', ...relations],
  confidential: ['officer', 'executive', 'auditor', ...relations],
}

/** May every member of the organisation see projects of this confidentiality? Only these are named where everybody reads. */
export const isOpenToAll = (confidentiality: Confidentiality): boolean => readers[confidentiality].includes('anyone')

const holds = (grants: readonly Grant[], actor: Actor, held: ReadonlySet<Relation>): boolean =>
  grants.some((grant) => grant === 'anyone' || actor.roles.some((role) => role === grant) || isHeld(grant, held))

const isHeld = (grant: Grant, held: ReadonlySet<Relation>): boolean => relations.some((r) => r === grant && held.has(r))

const NONE: ReadonlySet<Relation> = new Set()

/** May this person take the action at all, whatever the row? A relation to some row may still grant it: see `mayOn`. */
export const may = (actor: Actor, action: Action): boolean => holds(table[action], actor, NONE)

/** May this person, who holds these relations to a project of this confidentiality, take the action on it? */
export const mayOn = (
  actor: Actor,
  action: Action,
  held: ReadonlySet<Relation>,
  confidentiality: Confidentiality,
): boolean => holds(readers[confidentiality], actor, held) && holds(table[action], actor, held)

/** True when some relation could grant the action, so that a route must let the use case decide on the row. */
export const dependsOnRow = (action: Action): boolean =>
  table[action].some((grant) => relations.some((r) => r === grant))

interface ProjectPeople {
  readonly projectManager: string | null
  readonly delegate: string | null
  readonly sponsor: string | null
  readonly businessOwner: string | null
}

/** The relations of a person to a project and its programme. */
export const relationsTo = (
  person: string,
  project: ProjectPeople,
  programme: { readonly programmeManager: string | null } | undefined,
): ReadonlySet<Relation> => {
  const held = new Set<Relation>()
  if (project.projectManager === person) held.add('projectManager')
  if (project.delegate === person) held.add('delegate')
  if (project.sponsor === person) held.add('sponsor')
  if (project.businessOwner === person) held.add('businessOwner')
  if (programme?.programmeManager === person) held.add('programmeManager')
  return held
}

/** The relations of a person to a body, from those who sit in it today. */
export const relationsToBody = (
  person: string,
  body: { readonly chair: string | null; readonly secretary: string | null; readonly members: readonly string[] },
): ReadonlySet<Relation> => {
  const held = new Set<Relation>()
  if (body.members.includes(person)) held.add('memberOfBody')
  if (body.chair === person) held.add('chairOfBody')
  if (body.secretary === person) held.add('secretaryOfBody')
  return held
}

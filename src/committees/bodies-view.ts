import type { Bodies, BodyKind, bodyLevel, cadence } from '../lists/bodies'
import type { MemberRole, MemberVoice } from '../lists/committees/memberships'
import type { Values } from '../lists/kit/list'
import type { BodyRules } from './rules/body-rules'

/** What the pages of committees show. Pure types and constants, imported by tabs. */

export interface PersonName {
  readonly id: string
  readonly name: string
}

/** `GET /api/bodies` */
export interface BodiesView {
  readonly rows: readonly BodyRow[]
  readonly may: { readonly create: boolean }
  /** For a new body; empty for those who may not create one. */
  readonly programmes: readonly Subject[]
  readonly projects: readonly Subject[]
  readonly people: readonly PersonName[]
  /** `yyyy-MM-dd` in Brussels: the day on which memberships were looked at. */
  readonly today: string
  readonly freshness: { readonly syncedAt: string | null; readonly stale: boolean }
}

/** A programme or a project by its code or number. */
export interface Subject {
  readonly code: string
  readonly title: string
}

export interface BodyRow {
  readonly code: string
  readonly title: string
  readonly kind: BodyKind
  readonly level: (typeof bodyLevel)[number] | null
  /** The programme that it is for, or that of its project. */
  readonly programme: Subject | null
  readonly cadence: (typeof cadence)[number] | null
  readonly chair: string | null
  readonly secretary: string | null
  /** Members today, by voice. */
  readonly voters: number
  readonly advisers: number
  /** Does the reader sit in it? */
  readonly mine: boolean
  /** UTC ISO 8601 of the next meeting that is planned or convened. */
  readonly nextMeeting: string | null
  readonly dissolved: boolean
}

export interface MembershipView {
  readonly key: string
  readonly etag: string
  /** Blank for somebody whom the directory does not know. */
  readonly person: string | null
  readonly name: string
  readonly sourceRole: string | null
  readonly role: MemberRole
  readonly voice: MemberVoice
  readonly mandatory: boolean
  readonly from: string | null
  readonly until: string | null
  readonly state: 'current' | 'past' | 'future'
}

/** `edit` runs the body (chair, secretary), `steer` also decides what it is (PMO). */
export type BodyRights = 'none' | 'edit' | 'steer'

/** `GET /api/bodies/:code` */
export interface BodyView {
  readonly fields: Values<typeof Bodies>
  /** For `If-Match`; empty while the row still waits to be written to SharePoint. */
  readonly etag: string
  readonly chair: string | null
  readonly secretary: string | null
  readonly members: readonly MembershipView[]
  readonly rules: BodyRules
  readonly covers: { readonly programmes: readonly Subject[]; readonly projects: readonly Subject[] }
  readonly escalatesTo: Subject | null
  /** Bodies that escalate to this one. */
  readonly escalatedBy: readonly Subject[]
  readonly rights: BodyRights
  readonly mayEditMembers: boolean
  readonly mayRunMeetings: boolean
  readonly mayConvene: boolean
  /** What can be chosen in forms; empty for those who may not change anything. */
  readonly choices: {
    readonly people: readonly PersonName[]
    readonly bodies: readonly Subject[]
    readonly programmes: readonly Subject[]
    readonly projects: readonly Subject[]
  }
  readonly today: string
  readonly syncedAt: string | null
}

/** Fields that the chair and the secretary of the body change as well (`body.edit`). */
export const runFields = [
  'cadence',
  'durationMinutes',
  'preferredDays',
  'excludedDays',
  'preferredHours',
  'excludedHours',
  'noticeDays',
  'packDays',
  'language',
] as const

/** Fields that the PMO decides (`body.steer`). */
export const steerFields = [
  'title',
  'kind',
  'level',
  'mandate',
  'escalatesTo',
  'programme',
  'project',
  'programmes',
  'projects',
  'activeFrom',
  'activeUntil',
  'quorumCount',
  'quorumShare',
  'quorumRoles',
  'quorumProxies',
  'quorumCheck',
  'lostQuorum',
  'proxiesMax',
  'proxyHolders',
  'absentHolder',
  'majority',
  'majorityBase',
  'tieRule',
  'conflictRule',
  'secretBallot',
] as const

export type BodyField = (typeof runFields)[number] | (typeof steerFields)[number]
export type BodyValue = string | number | boolean | readonly string[] | null
export type BodyPatch = { readonly [F in BodyField]?: BodyValue }

export const mayEditBodyField = (rights: BodyRights, field: BodyField): boolean =>
  rights === 'steer' || (rights === 'edit' && runFields.some((name) => name === field))

/** `PATCH /api/bodies/:code`; see `EditRequest` of the portfolio for `base`. */
export interface BodyEdit {
  readonly etag: string
  readonly patch: BodyPatch
  readonly base?: BodyPatch
}

/** Both values of each field that two people changed, and who else changed the row when. */
export interface BodyConflict {
  readonly etag: string
  readonly by: string | null
  readonly at: string
  readonly fields: readonly { readonly field: BodyField; readonly mine: BodyValue; readonly theirs: BodyValue }[]
}

/** `POST /api/bodies` */
export interface NewBody {
  readonly template: BodyTemplate
  readonly title: string
  readonly programme: string | null
  readonly project: string | null
  readonly chair: string | null
  readonly secretary: string | null
}

/** Kinds that have a template. */
export const bodyTemplates = ['executive', 'investment', 'steering', 'project'] as const
export type BodyTemplate = (typeof bodyTemplates)[number]

/** `POST /api/bodies/for-projects`: one project committee for each project that has none. */
export interface ForProjects {
  readonly dryRun: boolean
  readonly created: readonly {
    readonly code: string
    readonly title: string
    readonly project: string
    readonly chair: string | null
    readonly secretary: string | null
    readonly members: number
  }[]
  /** Projects that have one already, and projects without anybody who could chair one. */
  readonly covered: number
  readonly withoutChair: readonly Subject[]
}

/** `POST /api/bodies/:code/members` */
export interface NewMember {
  readonly person: string
  readonly role: MemberRole
  readonly voice: MemberVoice
  readonly mandatory: boolean
  readonly from: string
  readonly until: string | null
}

/**
 * `PATCH /api/bodies/:code/members/:key`. `until` ends the membership, or opens it again when null; a `role` or `voice` holds from
 * the day `from`, on which a new row begins.
 */
export type MemberEdit =
  | { readonly etag: string; readonly until: string | null }
  | { readonly etag: string; readonly mandatory: boolean }
  | { readonly etag: string; readonly role: MemberRole; readonly voice: MemberVoice; readonly from: string }

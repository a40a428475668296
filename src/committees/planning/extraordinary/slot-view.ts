import type { MemberRole } from '../../../lists/committees/memberships'

/** What speaks against a time, and does not forbid it: the meeting is extraordinary. */
export type SlotWarning =
  /** Fewer days from today than the body gives its members. */
  | { readonly code: 'notice'; readonly days: number }
  /** A weekend or a holiday; a time that the body excludes; not one that it prefers. */
  | { readonly code: 'day-off' | 'excluded' | 'unpreferred' }

export interface SlotMember {
  readonly name: string
  readonly mandatory: boolean
  readonly presence: 'busy' | 'out-of-office' | 'tentative' | 'unknown'
}

/** `GET /api/bodies/:code/slot`: the body then, as calendars say now. */
export interface SlotView {
  readonly start: string
  readonly end: string
  readonly warnings: readonly SlotWarning[]
  readonly members: number
  /** False when Outlook could not be asked; nothing is then known of anybody. */
  readonly isRead: boolean
  /** Who is not free for certain, by name. */
  readonly doubtful: readonly SlotMember[]
  /** With whoever is neither busy nor away; null where the body has no rule of quorum or nobody's calendar is known. */
  readonly quorum: {
    readonly isReachable: boolean
    readonly counted: number
    readonly required: number | null
    readonly missingRoles: readonly MemberRole[]
  } | null
  /** Null: the body meets online. Otherwise the room that is free, if there is one. */
  readonly room: { readonly name: string | null } | null
}

/** `POST /api/bodies/:code/meetings` */
export interface ConvenedView {
  readonly key: string
  readonly number: number
  readonly room: SlotView['room']
}

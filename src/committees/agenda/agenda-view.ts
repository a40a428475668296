import type { quorumRole } from '../../lists/bodies'
import type { Attendances } from '../../lists/committees/attendances'
import type { Meetings } from '../../lists/committees/meetings'
import type { MemberRole, MemberVoice } from '../../lists/committees/memberships'
import type { Values } from '../../lists/kit/list'
import type { StandIns } from '../approver-view'
import type { PersonName, Subject } from '../bodies-view'
import type { ItemException, OptionsView } from '../escalation/escalation-view'
import type { AgendaKind, AgendaSource } from './rules/found-items'
import type { AgendaState } from './rules/item-states'
import type { Paper } from './rules/papers'

/** What the page of a meeting shows. Pure types, imported by tabs. */

type Meeting = Values<typeof Meetings>

export interface AgendaItemView {
  readonly key: string
  /** Version for `If-Match`; empty while the item waits to be saved. */
  readonly etag: string
  readonly title: string
  readonly kind: AgendaKind
  readonly state: AgendaState
  readonly source: AgendaSource
  readonly project: Subject | null
  readonly minutes: number | null
  /** When it begins if the agenda keeps to its times; null off the agenda. */
  readonly startsAt: string | null
  readonly presenter: PersonName | null
  readonly proposedBy: string | null
  readonly question: string | null
  readonly background: string | null
  /** Competing claims between which it asks to decide. */
  readonly options: OptionsView | null
  readonly papers: readonly Paper[]
  readonly needsPaper: boolean
  /** This person may attach papers to it. */
  readonly maySupply: boolean
  readonly guests: readonly PersonName[]
  /** Open exceptions that it comes from. */
  readonly exceptions: readonly ItemException[]
}

export interface AgendaRights {
  readonly edit: boolean
  readonly propose: boolean
  readonly approve: boolean
  readonly publish: boolean
  /** The meeting itself, which has not begun. */
  readonly cancel: boolean
}

export interface PackVersion {
  readonly version: number
  readonly fileName: string
  readonly url: string | null
  readonly bytes: number
  readonly publishedAt: string | null
  readonly publishedBy: string | null
  readonly reason: string | null
}

export interface InvitedView {
  readonly name: string
  readonly role: MemberRole | null
  readonly voice: MemberVoice | null
  readonly state: Values<typeof Attendances>['state']
}

export interface AgendaTiming {
  readonly planned: number
  readonly available: number | null
  readonly over: number
}

/** What the answers so far let expect of the quorum of a meeting ahead. */
export interface ExpectedQuorum {
  /** Would it be there if all came who have not said no? */
  readonly isReachable: boolean
  /** Voters who may still come or are represented, as the quorum counts them, and how many it takes; null when no number is asked for. */
  readonly counted: number
  readonly required: number | null
  readonly missingRoles: readonly (typeof quorumRole)[number][]
  /** Voters by what they have answered. */
  readonly accepted: number
  readonly tentative: number
  readonly unanswered: number
  /** Members who will not be there, with or without a voice, in the order of the members. */
  readonly away: readonly string[]
}

/** The quorum that the answers so far let expect, with the names of those who will not be there; null where the body asks for none. */
export interface ExpectedView extends ExpectedQuorum {
  /** Names, in the order of `away`. */
  readonly awayNames: readonly string[]
  /** A voter who does not come may be represented, and counts. */
  readonly proxiesHelp: boolean
}

/** `GET /api/meetings/:meeting/agenda`. */
export interface AgendaView {
  readonly meeting: Pick<
    Meeting,
    'meetingKey' | 'body' | 'number' | 'title' | 'state' | 'startsAt' | 'endsAt' | 'place' | 'joinUrl'
  > & { readonly bodyTitle: string }
  /** `guest` sees the items to which they are invited or which they present, and nothing else. */
  readonly reader: 'all' | 'guest'
  readonly isOpen: boolean
  readonly may: AgendaRights
  /** On the agenda, in order. */
  readonly items: readonly AgendaItemView[]
  /** Waiting to be accepted. */
  readonly proposals: readonly AgendaItemView[]
  /** Put off or withdrawn. */
  readonly aside: readonly AgendaItemView[]
  readonly timing: AgendaTiming
  readonly approval: { readonly at: string; readonly by: string | null } | null
  /** Who is asked to approve where the body has no chair to ask; null where it has, and once it is approved. */
  readonly standIns: StandIns | null
  readonly pack: {
    /** Day on which it is to be published. */
    readonly dueOn: string
    /** Newest first. */
    readonly versions: readonly PackVersion[]
  } | null
  readonly invited: readonly InvitedView[]
  /** For meetings ahead of bodies that ask for a quorum. */
  readonly expected: ExpectedView | null
  /** Who may present or be invited, and projects that may be named; for those who may use them. */
  readonly people: readonly PersonName[]
  readonly projects: readonly Subject[]
  /** Projects that the options of an item may favour; for those who edit items. */
  readonly favourable: readonly Subject[]
  readonly freshness: { readonly syncedAt: string | null; readonly stale: boolean }
}

/** `GET /api/meetings/:meeting/items/:item/papers`: files of the library that may go with the item. */
export interface PaperChoices {
  readonly folder: string
  readonly files: readonly Paper[]
}

/** `GET /api/agenda/targets`: meetings on whose agenda this person may put something. */
export interface ProposalTarget {
  readonly key: string
  readonly title: string
  readonly bodyTitle: string
  readonly startsAt: string | null
}

/** A conflict of two edits, field by field. */
export interface ItemConflict {
  readonly item: AgendaItemView
  readonly fields: readonly { readonly field: string; readonly mine: unknown; readonly theirs: unknown }[]
}

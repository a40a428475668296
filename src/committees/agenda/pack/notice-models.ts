import type { MemberRole } from '../../../lists/committees/memberships'
import type { ChairAbsence } from '../../approver-view'
import type { AgendaKind } from '../rules/found-items'

/** What the cards about an agenda show. Pure types, drawn by the bot in the reader's language. */
export interface AgendaCardMeeting {
  readonly key: string
  readonly title: string
  readonly bodyTitle: string
  readonly startsAt: string | null
  readonly place: string | null
  /** Deep link to the page of the meeting. */
  readonly tabUrl: string
}

export interface AgendaCardLine {
  readonly title: string
  readonly kind: AgendaKind
  readonly minutes: number | null
  readonly presenter: string | null
}

/** To the members, when the pack is published. */
export interface PackModel {
  readonly meeting: AgendaCardMeeting
  readonly version: number
  readonly reason: string | null
  readonly lines: readonly AgendaCardLine[]
  readonly file: { readonly name: string; readonly url: string } | null
}

/** To a guest: the items for which they are expected, and the way into the meeting, whose event is not in their calendar. */
export interface GuestModel {
  readonly meeting: AgendaCardMeeting
  readonly joinUrl: string | null
  readonly lines: readonly GuestCardLine[]
  /** `moved`: another card, sent since, has the new date. `withdrawn`: no item asks for them any more. */
  readonly standing: 'expected' | 'moved' | 'cancelled' | 'withdrawn'
}

export interface GuestCardLine extends AgendaCardLine {
  /** When it begins if the agenda keeps to its times. */
  readonly startsAt: string | null
}

/** To somebody who presents, while papers are missing. */
export interface PapersModel {
  readonly meeting: AgendaCardMeeting
  /** Day, `yyyy-MM-dd`. */
  readonly dueOn: string
  readonly titles: readonly string[]
  /** Folder of the library into which the papers go. */
  readonly folder: string
}

/** To the chair, or who stands in for one, while the agenda waits for approval. */
export interface ApprovalModel {
  readonly meeting: AgendaCardMeeting
  readonly dueOn: string
  readonly lines: readonly AgendaCardLine[]
  readonly over: number
  /** Why it is not the chair who is asked; null when it is. */
  readonly absence: ChairAbsence | null
  /** Set once it is approved: the same card says so. */
  readonly approvedAt: string | null
  readonly refusal: string | null
}

/** To the secretary, when too many have declined for the quorum to be there. */
export interface QuorumRiskModel {
  readonly meeting: AgendaCardMeeting
  /** Voters who may still come, and how many it takes; null when the body asks for no number. */
  readonly counted: number
  readonly required: number | null
  readonly missingRoles: readonly MemberRole[]
  /** Names of those who will not be there. */
  readonly away: readonly string[]
  readonly proxiesHelp: boolean
}

/** To the secretary, when the room of a convened meeting has declined. */
export interface RoomDeclinedModel {
  readonly meeting: AgendaCardMeeting
  /** As people call it. */
  readonly room: string
}

/** A form by which somebody puts an item forward. */
export interface ProposeModel {
  readonly meetings: readonly { readonly key: string; readonly title: string; readonly startsAt: string | null }[]
  /** Makes a repeated click one proposal. */
  readonly stamp: string
  readonly typed: {
    readonly meeting: string
    readonly title: string
    readonly kind: string
    readonly minutes: string
    readonly question: string
    /** Asked for where a message is put forward, of which it is the text; null elsewhere. */
    readonly background: string | null
  }
  readonly refusal: string | null
  /** Set once it is put forward. */
  readonly done: { readonly title: string; readonly meeting: string; readonly tabUrl: string } | null
}

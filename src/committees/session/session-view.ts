import type { agendaKind, agendaState } from '../../lists/committees/agenda-items'
import type { attendanceState } from '../../lists/committees/attendances'
import type { Vote } from '../../lists/committees/ballots'
import type { decisionResult } from '../../lists/committees/decisions'
import type { meetingForm, meetingState } from '../../lists/committees/meetings'
import type { MemberRole, MemberVoice } from '../../lists/committees/memberships'
import type { ItemException, OptionsView } from '../escalation/escalation-view'
import type { Tally, VoteResult } from '../rules/decide-vote'
import type { ProxyLapse } from '../rules/proxies'
import type { QuorumCheck } from '../rules/quorum'
import type { KeptReason } from './rules/explained'
import type { Typing } from './rules/parse-action'

export type AttendanceState = (typeof attendanceState)[number]
export type DecisionResult = (typeof decisionResult)[number]

/** A meeting under way, or a written procedure, as one person may see it. */
export interface SessionView {
  readonly meeting: {
    readonly key: string
    readonly title: string
    readonly body: string
    readonly bodyTitle: string
    readonly form: (typeof meetingForm)[number]
    readonly state: (typeof meetingState)[number]
    readonly startsAt: string | null
    readonly endsAt: string | null
    readonly deadline: string | null
    readonly openedAt: string | null
    readonly closedAt: string | null
    readonly currentItem: string | null
  }
  /** The clock of the service: those of computers differ. */
  readonly now: string
  readonly typing: Typing
  readonly me: string
  readonly rights: {
    readonly run: boolean
    readonly record: boolean
    /** Sits in the body: attendance of one's own, and the floor. */
    readonly member: boolean
    /** Writes the notes, until the minutes are approved. */
    readonly notes: boolean
    /** Notes who is there, and puts it right until the minutes are approved. */
    readonly attendance: boolean
    /** Closed too soon, the meeting can go on. */
    readonly reopen: boolean
  }
  readonly people: readonly SessionPerson[]
  readonly quorum: QuorumView
  /** How many proxies one person may hold; 0 allows none. */
  readonly proxiesMax: number
  readonly proxyHolders: 'voters' | 'attendees'
  readonly secretByRule: boolean
  readonly items: readonly SessionItem[]
  readonly votes: readonly VoteView[]
  readonly actions: readonly ActionView[]
  readonly floor: readonly { readonly id: string; readonly name: string; readonly askedAt: string }[]
}

export interface SessionPerson {
  readonly id: string
  readonly name: string
  /** Null for a guest. */
  readonly role: MemberRole | null
  readonly voice: MemberVoice | null
  readonly state: AttendanceState
  readonly proxyTo: { readonly id: string; readonly name: string } | null
  /** When somebody left a meeting that is over, before its end. */
  readonly until: string | null
}

export interface QuorumView {
  readonly reached: boolean
  /** It was there when the meeting opened, which is when the body asks for it. */
  readonly standsFromOpening: boolean
  readonly counted: number
  readonly base: number
  /** Voters represented by a proxy in force. */
  readonly represented: number
  readonly checks: readonly QuorumCheck[]
  readonly lapsed: readonly { readonly from: string; readonly to: string; readonly why: ProxyLapse }[]
  readonly moved: readonly { readonly from: string; readonly to: string; readonly chair: string }[]
}

export interface SessionItem {
  readonly key: string
  readonly serial: string
  readonly title: string
  readonly kind: (typeof agendaKind)[number]
  readonly isGate: boolean
  readonly state: (typeof agendaState)[number]
  readonly minutes: number | null
  readonly presenter: string | null
  readonly project: string | null
  readonly question: string | null
  readonly background: string | null
  /** Competing claims between which it asks to decide. */
  readonly options: OptionsView | null
  readonly papers: readonly { readonly name: string; readonly url: string }[]
  readonly startedAt: string | null
  readonly endedAt: string | null
  /** Open exceptions that it comes from. */
  readonly exceptions: readonly ItemException[]
  /** For those who write them. */
  readonly notes: string | null
}

/** A decision of the meeting, voted or not. `cast` and `missing` say who has voted, never what. */
export interface VoteView {
  readonly number: string
  readonly item: string | null
  /** On a gate: its results have names of their own. */
  readonly ofGate: boolean
  readonly title: string
  readonly question: string | null
  readonly text: string | null
  readonly result: DecisionResult | null
  readonly conditions: string | null
  /** Competing claims as they were put to the vote. */
  readonly options: OptionsView | null
  readonly secret: boolean
  /** `none`: decided without a vote. `tied`: the chair is asked for a word. */
  readonly state: 'open' | 'tied' | 'closed' | 'withdrawn' | 'none'
  /** Why it was taken back, where somebody has said so. */
  readonly because: string | null
  readonly closesAt: string | null
  readonly cast: readonly string[]
  readonly missing: readonly string[]
  /** As it comes in; of a secret vote only when it is closed. */
  readonly tally: Tally | null
  /** What the rules would say now; of a secret vote nobody is told. */
  readonly wouldBe: VoteResult['outcome'] | null
  /** Who voted what, of a public vote. */
  readonly ballots: readonly { readonly name: string; readonly vote: Vote }[] | null
  /** Votes that this person may cast: their own, and those of whom they represent. */
  readonly mine: readonly OwnBallot[]
  /** Why the person may not vote now. */
  readonly obstacle: 'no-voice' | 'not-present' | null
  readonly reasons: readonly KeptReason[]
}

export interface OwnBallot {
  readonly voter: string
  readonly name: string
  readonly self: boolean
  readonly hasCast: boolean
  /** Blank in a secret vote, of which nobody shows whose vote it is. */
  readonly vote: Vote | null
}

export interface ActionView {
  readonly number: string
  readonly title: string
  readonly item: string | null
  readonly decision: string | null
  readonly owner: string | null
  readonly ownerName: string | null
  readonly dueOn: string | null
  readonly state: 'open' | 'done' | 'cancelled'
}

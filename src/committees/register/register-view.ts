import type { decisionResult, decisionType } from '../../lists/committees/decisions'
import type { Arbitration } from '../escalation/arbitration'

export type DecisionResult = (typeof decisionResult)[number]
export type DecisionType = (typeof decisionType)[number]

/** One decision as the register shows it. Pure types, imported by tabs. */
export interface DecisionRow {
  readonly number: string
  readonly title: string
  readonly body: string
  readonly bodyTitle: string
  /** The meeting or written procedure that took it. */
  readonly meeting: string | null
  readonly meetingTitle: string | null
  readonly project: string | null
  readonly projectTitle: string | null
  readonly type: DecisionType
  readonly result: DecisionResult
  /** On a gate: its results have names of their own. */
  readonly ofGate: boolean
  readonly conditions: string | null
  readonly question: string | null
  readonly text: string | null
  readonly decidedAt: string | null
  readonly arbitration: Arbitration | null
  readonly votes: Votes | null
  /** Number of the decision, or key of the exception, that was escalated here. */
  readonly escalatedFrom: string | null
}

export interface Votes {
  readonly for: number
  readonly against: number
  readonly abstain: number
  readonly recused: number
  readonly secret: boolean
}

/** `GET /api/decisions` */
export interface RegisterView {
  readonly rows: readonly DecisionRow[]
  readonly freshness: { readonly syncedAt: string | null; readonly stale: boolean }
}

/** `GET /api/decisions/:decision` */
export interface DecisionView {
  readonly decision: DecisionRow
  readonly etag: string
  /** By which rule its vote gave the result, in the language of the reader. */
  readonly rule: readonly string[]
  readonly actions: readonly {
    readonly number: string
    readonly title: string
    readonly owner: string | null
    readonly dueOn: string | null
    readonly state: 'open' | 'done' | 'cancelled'
  }[]
  /** What was escalated from here and into which meeting. */
  readonly escalatedTo: { readonly body: string; readonly meeting: string; readonly at: string | null } | null
  /** The body that it can be escalated to; null where there is none or the person may not. */
  readonly mayEscalateTo: string | null
  /** Records or changes options, consequences and choice. */
  readonly mayArbitrate: boolean
  /** Changes the options themselves, too: nobody has voted on them. */
  readonly mayReword: boolean
  /** Places of the options that this person may record as chosen: those that contradict no vote. */
  readonly mayChoose: readonly number[]
  /** Those that the options favour and that this person may see. */
  readonly favoured: readonly { readonly code: string; readonly title: string }[]
  /** That may be named in an option; for those who may arbitrate. */
  readonly projects: readonly { readonly code: string; readonly title: string }[]
}

import type { Option } from '../../escalation/arbitration'
import type { Tally } from '../../rules/decide-vote'
import type { DecisionResult, OwnBallot } from '../session-view'

/** A claim on a card. */
export interface CardOption extends Option {
  readonly isProposed: boolean
  readonly isChosen: boolean
}

/** A vote that was taken back: there is no result, and perhaps a word on why. */
export interface Withdrawal {
  readonly because: string | null
}

/** What the card of a vote says to one person; closed, it says the result to everybody alike. */
export interface VoteCardModel {
  readonly number: string
  readonly title: string
  readonly bodyTitle: string
  readonly question: string | null
  readonly secret: boolean
  /** Competing claims, for all voters alike; empty where there are none. */
  readonly options: readonly CardOption[]
  /** End of a written procedure. */
  readonly deadline: string | null
  readonly ballots: readonly OwnBallot[]
  readonly closed: {
    readonly result: DecisionResult | null
    readonly ofGate: boolean
    readonly tally: Pick<Tally, 'for' | 'against' | 'abstain' | 'recused'>
    readonly quorum: boolean
    readonly withdrawn: Withdrawal | null
  } | null
  readonly url: string
}

/** To somebody who has not voted in all of a written procedure, once before its deadline; later as it then stands. */
export interface VoteReminderModel {
  /** Key of the procedure. */
  readonly meeting: string
  readonly title: string
  readonly bodyTitle: string
  readonly deadline: string
  readonly votes: readonly VoteCardModel[]
  readonly url: string
}

/** The end of a written procedure, announced to all members. */
export interface ProcedureResultModel {
  readonly title: string
  readonly bodyTitle: string
  /** All of it was taken back. */
  readonly withdrawn: boolean
  readonly decisions: readonly {
    readonly number: string
    readonly title: string
    readonly result: DecisionResult | null
    readonly ofGate: boolean
    readonly tally: Pick<Tally, 'for' | 'against' | 'abstain' | 'recused'>
    readonly withdrawn: Withdrawal | null
  }[]
  readonly url: string
}

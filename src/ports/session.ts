import type { Vote } from '../lists/committees/ballots'
import type { MessageRef } from './messaging'
import type { Logged, OutboxWrite } from './outbox'

/**
 * What a meeting under way keeps in PostgreSQL: ballots until the vote is closed, who asked for the floor, who has the panel open.
 * Lists get what stays: the result, the ballots of a closed vote, the attendance.
 */
export interface OpenVotes {
  /** Doing it twice changes nothing. */
  open(vote: NewVote): Promise<void>
  find(decision: string): Promise<VoteState | undefined>
  ofMeeting(meeting: string): Promise<readonly VoteState[]>
  /**
   * Counts a ballot, or changes the one that the voter has; `closed` counts nothing. A delivery that was counted before, or was sent
   * before the one that counts, is `repeated` and changes nothing. What counts is logged in the same moment.
   */
  cast(ballot: CastBallot, audit: readonly Logged[]): Promise<'cast' | 'repeated' | 'closed'>
  /** Ballots that somebody else cast for one of these people fall in the votes of the meeting that are open. */
  lapse(meeting: string, present: readonly string[]): Promise<void>
  /** The ballots of these voters as they stand; those of somebody else are not told. */
  ballots(decision: string, voters: readonly string[]): Promise<ReadonlyMap<string, CountedBallot>>
  /**
   * No ballot is accepted any more; `tied` while the vote waits for the word of the chair. In the same moment, ballots that somebody else
   * cast for one of `present` fall: in an open vote their proxies have lapsed, and from then on whoever comes changes nothing.
   */
  freeze(decision: string, state: 'closing' | 'tied', present: readonly string[]): Promise<void>
  /** Forgets the ballots, which are in the lists by now, and with them the only way to tell whose a secret one was. */
  settle(decision: string): Promise<void>
  /**
   * Ends an open vote without a result: its ballots are forgotten, and what is written and logged of it is stored, all in one moment. False,
   * and nothing of it, once the vote is being closed.
   */
  withdraw(decision: string, writes: readonly OutboxWrite[], audit: readonly Logged[]): Promise<boolean>
  /** Votes whose closing began before this instant and was cut short, and those whose deadline has passed. */
  due(now: Date, stalledBefore: Date): Promise<readonly VoteState[]>
}

export interface NewVote {
  readonly decision: string
  readonly meeting: string
  readonly secret: boolean
  /** End of a written procedure. */
  readonly closesAt: Date | null
  readonly openedAt: Date
}

export interface VoteState extends NewVote {
  readonly state: 'open' | 'closing' | 'tied' | 'closed'
}

export interface CastBallot {
  readonly decision: string
  readonly voter: string
  readonly castBy: string
  /** Cast by proxy, it may replace what the voter cast themselves: that was there before the proxy was asked about. */
  readonly overOwn: boolean
  readonly vote: Vote
  readonly at: Date
  /** Id under which the channel repeats a delivery, and when it was sent by the channel's clock; null from a tab. */
  readonly delivery: string | null
  readonly sentAt: Date | null
}

export interface CountedBallot {
  readonly vote: Vote
  /** Somebody else cast it in the voter's name. */
  readonly byProxy: boolean
  /** Blank in a secret vote. */
  readonly castBy: string | null
  readonly castAt: Date | null
  /** Key of its row in the list: says in a secret vote nothing of the voter, and is the same however often it is asked for. */
  readonly rowKey: string
}

/** Written procedures begin as a whole: rows, ballot boxes, the cards that are to be sent and the log, or nothing of it. */
export interface WrittenProcedures {
  open(procedure: NewProcedure): Promise<void>
}

export interface NewProcedure {
  readonly votes: readonly NewVote[]
  /** Who is to get a card about each of the votes. */
  readonly voters: readonly string[]
  readonly writes: readonly OutboxWrite[]
  readonly audit: readonly Logged[]
}

/** Who asks for the floor, in their order. */
export interface Floor {
  ask(meeting: string, person: string, at: Date): Promise<void>
  leave(meeting: string, person: string): Promise<void>
  queue(meeting: string): Promise<readonly { readonly person: string; readonly askedAt: Date }[]>
  clear(meeting: string): Promise<void>
  /** Notes that this person has the panel of the meeting in front of them. */
  seen(meeting: string, person: string, at: Date): Promise<void>
  seenSince(meeting: string, since: Date): Promise<ReadonlySet<string>>
}

/** Cards about a vote or a procedure (`subject`), one per person and kind, whatever is repeated. */
export interface SessionCards {
  want(subject: string, kind: CardKind, people: readonly string[], at: Date): Promise<void>
  /**
   * Takes the next person after this one whose card was not sent yet, for sending. One that a crash interrupts is taken again after ten
   * minutes: it may then come twice, and is not lost.
   */
  claim(subject: string, kind: CardKind, after: string): Promise<Claim | undefined>
  sent(subject: string, kind: CardKind, person: string, message: MessageRef | null, shown: string): Promise<void>
  /** Whatever was to be done with this claim has been done: the card is not taken again, unless it was given back or another has it since. */
  done(subject: string, kind: CardKind, claim: Claim): Promise<void>
  /** Gives back one that was taken and certainly did not arrive. */
  putBack(subject: string, kind: CardKind, person: string): Promise<void>
  /** The card that a person has; undefined where none was sent by the bot. */
  find(subject: string, kind: CardKind, person: string): Promise<ShownCard | undefined>
  /** Those that were sent and show something else than `shown`. */
  outdated(subject: string, kind: CardKind, shown: string): Promise<readonly SentCard[]>
  /** Subjects with cards that wait to be sent. */
  waiting(): Promise<readonly { readonly subject: string; readonly kind: CardKind }[]>
}

/** One card in one hand: a later claim on the same card has another stamp. */
export interface Claim {
  readonly person: string
  readonly stamp: string
}

/** A `reminder` is about a whole procedure, and a `vote` about one decision. */
export type CardKind = 'vote' | 'result' | 'reminder'

export interface SentCard {
  readonly person: string
  readonly message: MessageRef
}

export interface ShownCard extends SentCard {
  /** What it shows, in a form that two copies of the service can compare. */
  readonly shown: string | null
}

/** Numbers that no two copies of the service give twice; a number that was given and not used stays a gap. */
export interface Numbers {
  /** The next number of a series such as `D-2026`, at least one more than `floor`; the first of `count` that follow each other. */
  next(series: string, floor: number, count?: number): Promise<number>
}

/** Tells every open page, at every copy of the service, that something changed which is in no list. */
export interface Live {
  changed(what: LiveTopic): void
  onChange(listener: (what: LiveTopic) => void): () => void
}

/** Named as pages name lists. */
export type LiveTopic = 'Votes' | 'Floor'

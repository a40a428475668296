import type { ActionsModel } from '../committees/actions/card-model'
import type {
  ApprovalModel,
  GuestModel,
  PackModel,
  PapersModel,
  QuorumRiskModel,
  RoomDeclinedModel,
} from '../committees/agenda/pack/notice-models'
import type { MinutesModel } from '../committees/minutes/minutes-view'
import type { ProcedureResultModel, VoteCardModel, VoteReminderModel } from '../committees/session/votes/vote-card-view'
import type { Locale } from '../context'
import type { PublicationModel } from '../reports/reports-view'
import type { EscalationModel, LateModel, QuestionModel, ReminderModel } from '../status/question-view'

/** An Adaptive Card payload, schema 1.5. */
export type Card = { readonly type: 'AdaptiveCard'; readonly [property: string]: unknown }

/** A card and the plain text that notifications and the e-mail subject line show. */
export interface DrawnCard {
  readonly card: Card
  readonly summary: string
}

/** Drawn by `bot/`, in the reader's language; pure. */
export interface Cards {
  question(model: QuestionModel, locale: Locale): DrawnCard
  reminder(model: ReminderModel, locale: Locale): DrawnCard
  escalation(model: EscalationModel, locale: Locale): DrawnCard
  /** For the PMO channel and the command "late". */
  late(model: LateModel, locale: Locale): DrawnCard
  /** For the PMO channel, when a cycle was published. */
  publication(model: PublicationModel, locale: Locale): DrawnCard
  /** A vote, for somebody who takes part in it without the panel; closed, its result. */
  vote(model: VoteCardModel, locale: Locale): DrawnCard
  /** A written procedure, to a member who has not voted in all of it. */
  voteReminder(model: VoteReminderModel, locale: Locale): DrawnCard
  /** The end of a written procedure. */
  procedureResult(model: ProcedureResultModel, locale: Locale): DrawnCard
  /** About the agenda of a meeting: to its members, to who presents without papers, and to its chair. */
  pack(model: PackModel, locale: Locale): DrawnCard
  papers(model: PapersModel, locale: Locale): DrawnCard
  guest(model: GuestModel, locale: Locale): DrawnCard
  approval(model: ApprovalModel, locale: Locale): DrawnCard
  quorumRisk(model: QuorumRiskModel, locale: Locale): DrawnCard
  roomDeclined(model: RoomDeclinedModel, locale: Locale): DrawnCard
  /** To the owner of actions that are due, or to those who answer for a body. */
  actions(model: ActionsModel, locale: Locale): DrawnCard
  /** To the members of a body, when minutes wait for their comments; to its chair, also for approval. */
  minutes(model: MinutesModel, locale: Locale): DrawnCard
}

export interface MessageRef {
  readonly conversationId: string
  readonly activityId: string
}

export type SendOutcome =
  | { readonly ok: true; readonly ref: MessageRef }
  | { readonly ok: false; readonly reason: 'not-installed' | 'blocked' | 'throttled' | 'too-large' | 'unavailable' }
  /** No answer came to the send: the message may have arrived, so it must not be sent again. */
  | { readonly ok: false; readonly reason: 'unknown' }

/** The bot's outgoing side, and the e-mail that replaces it when the bot is blocked. */
export interface Messenger {
  sendCard(person: string, card: Card, summary: string): Promise<SendOutcome>
  sendText(person: string, text: string): Promise<SendOutcome>
  updateCard(ref: MessageRef, card: Card, summary: string): Promise<SendOutcome>
  postToChannel(card: Card, summary: string): Promise<SendOutcome>
  /** `text` stands between a greeting and why the mail comes, in the language of the person. */
  sendMail(person: string, subject: string, text: string): Promise<{ ok: boolean }>
}

/** Where the bot reaches a person: kept from what the connector sent. `userId` is the person's `29:…` id, unique per bot. */
export interface Conversation {
  readonly person: string
  readonly userId: string
  readonly conversationId: string
  readonly serviceUrl: string
}

/** Conversation references in PostgreSQL. One row per person: the newest address wins, because a service URL may change. */
export interface Conversations {
  find(person: string): Promise<Conversation | undefined>
  /** By conversation id: a message is updated through the connector that delivered it. */
  ofConversation(conversationId: string): Promise<Conversation | undefined>
  save(conversation: Conversation): Promise<void>
  /** Service URL of the team that holds the PMO channel, once the bot was installed there. */
  channelServiceUrl(): Promise<string | undefined>
  saveChannelServiceUrl(serviceUrl: string): Promise<void>
}

/** Makes at-least-once delivery of card answers harmless: the connector repeats, people double-click. */
export interface InvokeLedger {
  /**
   * Runs `produce` for the first delivery of `key` and stores its answer (JSON text); a repeat gets the stored answer, also
   * while the first still runs (it waits) and on another copy of the service. A `produce` that throws stores nothing, an answer
   * that `isKept` says no to neither; the others are kept for the minute or so in which a delivery may be repeated.
   */
  once(key: string, produce: () => Promise<string>, isKept?: (answer: string) => boolean): Promise<string>
}

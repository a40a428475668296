/**
 * Calendars as Exchange knows them. Free and busy times are read of anybody; events are written in one mailbox alone, that of the
 * service, which is the organiser of every meeting. Instants are UTC ISO 8601 in whole seconds.
 */
export interface Calendars {
  /** Mailbox of the configuration; null when there is none. */
  readonly mailbox: string | null
  /** Free and busy times by address in lower case. An address that cannot be read is there with `isKnown: false`. */
  schedules(mailbox: string, addresses: readonly string[], span: Span): Promise<ReadonlyMap<string, Schedule>>
  /** The events of the mailbox that touch the span. */
  events(mailbox: string, span: Span): Promise<readonly StandingEvent[]>
  /** Creates events; a transaction id that was used before gives the event of then. Outcomes in the order given. */
  create(mailbox: string, events: readonly NewEvent[]): Promise<readonly EventOutcome[]>
  /** Changes time, room and attendees; what people read in the body, and the online meeting, stay. */
  update(mailbox: string, changes: readonly EventChange[]): Promise<readonly EventOutcome[]>
  /** Cancels events and tells the attendees; one that is gone already counts as cancelled. */
  cancel(mailbox: string, cancellations: readonly Cancellation[]): Promise<readonly CancelOutcome[]>
  /** Puts the app and its tab into the chats of online meetings. */
  equip(mailbox: string, meetings: readonly MeetingTab[]): Promise<readonly ChatOutcome[]>
}

export interface Span {
  readonly from: string
  readonly to: string
}

export type BusyStatus = 'busy' | 'tentative' | 'out-of-office' | 'working-elsewhere'

export interface BusySpan extends Span {
  readonly status: BusyStatus
}

export interface Schedule {
  /** False when Exchange could not tell: the address is unknown, external, or its calendar is closed. */
  readonly isKnown: boolean
  readonly zone: string
  /** Weekdays 1 (Monday) to 7, local `HH:mm` in `zone`; empty when not told. */
  readonly workingHours: readonly { readonly weekday: number; readonly from: string; readonly to: string }[]
  readonly busy: readonly BusySpan[]
}

export interface Attendee {
  readonly address: string
  readonly name: string
  readonly kind: 'required' | 'optional'
}

export interface EventTimes {
  readonly start: string
  readonly end: string
  readonly attendees: readonly Attendee[]
  /** Invited as a resource, and named as the place. */
  readonly room: { readonly address: string; readonly name: string } | null
}

export interface NewEvent extends EventTimes {
  /** Makes the creation harmless to repeat; never used for another event. */
  readonly transactionId: string
  readonly subject: string
  readonly html: string
}

export interface EventChange extends EventTimes {
  readonly event: string
}

export interface Cancellation {
  readonly event: string
  readonly comment: string
}

/** By address in lower case. */
export type Answers = ReadonlyMap<string, 'accepted' | 'tentative' | 'declined' | 'none'>

export interface StandingEvent extends Span {
  readonly event: string
  readonly transactionId: string | null
  readonly calendarUid: string
  readonly joinUrl: string | null
  readonly answers: Answers
}

/** `passing`: throttled or out of reach, worth another try. `gone`: somebody has deleted the event. */
export type Refused = { readonly ok: false; readonly reason: 'passing' | 'gone' | 'refused'; readonly detail: string }

export type EventOutcome =
  | {
      readonly ok: true
      readonly event: string
      readonly calendarUid: string
      readonly joinUrl: string | null
      /** What attendees have answered so far, by address in lower case. */
      readonly answers: Answers
    }
  | Refused

export type CancelOutcome = { readonly ok: true } | Refused

export interface MeetingTab {
  readonly joinUrl: string
  readonly name: string
  /** Page of the meeting, and where it opens outside Teams. */
  readonly contentUrl: string
  readonly websiteUrl: string
  readonly entityId: string
}

/** `refused` names the permission or policy that is missing in `detail`; the chat is told as soon as it is known. */
export type ChatOutcome = { readonly ok: true; readonly chat: string } | (Refused & { readonly chat: string | null })

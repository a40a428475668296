/** What the tenant remembers of calendars, subscriptions, Planner, pages and Teams. */

/** One copy of an event, in one mailbox; the copies of a meeting share `uid`. */
export interface EventEntity {
  readonly id: string
  /** Object id of the mailbox that holds this copy. */
  readonly mailbox: string
  /** Address of the mailbox in which the meeting was made. */
  readonly organizer: string
  /** `iCalUId`, the same in every mailbox. */
  readonly uid: string
  readonly createdAt: string
  readonly modifiedAt: string
  readonly version: number
  readonly transactionId: string | null
  /** UTC instants, ISO 8601. */
  readonly start: string
  readonly end: string
  /** IANA zone in which the start was given. */
  readonly zone: string
  readonly cancelled: boolean
  /** HTML, with the join block when the meeting is online. */
  readonly body: string
  readonly attendees: readonly AttendeeEntity[]
  readonly online: OnlineMeetingEntity | null
  readonly recurrence: Readonly<Record<string, unknown>> | null
  /** Properties that the service stores as they were sent (subject, location, showAs, …). */
  readonly properties: Readonly<Record<string, unknown>>
}

export interface AttendeeEntity {
  readonly address: string
  readonly name: string
  readonly type: 'required' | 'optional' | 'resource'
  readonly response: 'none' | 'accepted' | 'tentativelyAccepted' | 'declined'
}

export interface OnlineMeetingEntity {
  readonly id: string
  readonly joinUrl: string
  readonly threadId: string
  readonly conferenceId: string
}

export interface SubscriptionEntity {
  readonly id: string
  readonly resource: string
  readonly changeType: string
  readonly clientState: string | null
  readonly notificationUrl: string
  readonly lifecycleNotificationUrl: string | null
  /** ISO 8601. */
  readonly expiresAt: string
  /** Object id of the person for whom it was made; null for the application. */
  readonly owner: string | null
}

/** A plan, bucket, task or the details of a task; `fields` as Planner answers them. */
export interface PlannerEntity {
  readonly id: string
  readonly kind: 'Plan' | 'Bucket' | 'Task' | 'TaskDetails'
  readonly planId: string
  readonly version: number
  /** Milliseconds since the epoch, for the delay before it can be read. */
  readonly madeAt: number
  readonly fields: Readonly<Record<string, unknown>>
}

export interface PageEntity {
  readonly id: string
  readonly siteId: string
  readonly version: number
  readonly createdAt: string
  readonly modifiedAt: string
  /** Object id of a person, or null for the application. */
  readonly author: string | null
  /** True while changes since the last publication wait for the next. */
  readonly draft: boolean
  readonly fields: Readonly<Record<string, unknown>>
  /** What readers see: the fields at the last publication. */
  readonly publicFields: Readonly<Record<string, unknown>> | null
}

/** The app in a chat. */
export interface ChatAppEntity {
  readonly id: string
  readonly chatId: string
  readonly madeAt: number
}

export interface TabEntity {
  readonly id: string
  readonly chatId: string
  readonly displayName: string
  readonly configuration: Readonly<Record<string, unknown>>
}

/** A notification in somebody's activity feed. */
export interface FeedEntity {
  readonly id: string
  readonly person: string
  readonly sentAt: string
  readonly activityType: string
  readonly text: string
  readonly webUrl: string
  readonly chainId: number | null
}

/** Roles of the application on one site, for `Sites.Selected`. */
export interface SiteGrantEntity {
  readonly id: string
  readonly siteId: string
  readonly roles: readonly string[]
  readonly madeAt: number
}

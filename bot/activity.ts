/** An activity as the bot sends it: a message, or the answer to an invoke. */
export interface OutgoingActivity {
  readonly type: 'message' | 'invokeResponse'
  readonly [property: string]: unknown
}

/** One activity that came in, and the ways to answer it. */
export interface Turn {
  /** Says something in the conversation; the answer to an invoke travels in the response instead. Throws when it cannot be sent. */
  sendActivity(activity: OutgoingActivity | string): Promise<void>
  /** Replaces a message of the conversation by its id. Throws when it cannot be. */
  updateActivity(id: string, activity: OutgoingActivity): Promise<void>
}

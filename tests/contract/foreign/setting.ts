/** What a foreign client is told on its standard input. */
export interface Setting {
  /** Where requests to `https://graph.microsoft.com/v1.0` go. */
  readonly graphUrl: string
  readonly token: string
  readonly siteId: string
  /** `hostname:/sites/path`. */
  readonly sitePath: string
  /** Object id of a person with a mailbox and a superior. */
  readonly person: string
  /** Mail address of that person. */
  readonly mail: string
  /** Answers the handshake of a subscription; null where nothing of the kind can be reached. */
  readonly notificationUrl: string | null
  /** Gets one JSON line per request, as the contract check reads them. */
  readonly logFile: string
}

/** What one step of a foreign client gave. */
export type Outcome = { readonly value: unknown } | { readonly error: string; readonly status: unknown }

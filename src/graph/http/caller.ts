import type { GraphFailure } from './failure'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export interface Call {
  readonly method: Method
  /** Below the version, starting with `/`, already percent-encoded where needed. */
  readonly path: string
  /** Names and plain values: encoding happens on sending. */
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON, or as it is when bytes. */
  readonly body?: object
  /**
   * May the call be repeated when it is unknown whether it was carried out (503, 504, no answer)? By default everything but
   * POST. After a 429 a call is always repeated, because it was not carried out.
   */
  readonly repeatable?: boolean
}

export interface Reply {
  readonly status: number
  readonly headers: { get(name: string): string | null }
  /** Parsed JSON, bytes for other types, null when empty. Not yet trusted. */
  readonly body: unknown
}

export type RowReply = Reply | GraphFailure

/** Graph as one identity sees it. Throws `GraphFailure` for every answer that is not 2xx or 3xx. */
export interface GraphCaller {
  send(call: Call): Promise<Reply>
  /** Any number of calls in as few `$batch` requests as possible; answers in the order given, failures per row. */
  batch(calls: readonly Call[]): Promise<readonly RowReply[]>
  /** Every element of a collection: pages are followed to the end. */
  all(call: Call): Promise<readonly unknown[]>
}

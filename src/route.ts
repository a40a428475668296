import type { Actor } from './access/actor'
import type { Action } from './access/policy'
import type { Context } from './context'

/** One HTTP route of a slice, free of any web framework: `server/` mounts it, checks the token and asks `access/` first. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Express path under `/api`, such as `/projects/:number`. */
  readonly path: string
  /** What `access/` must allow before `handle` runs; checks that depend on a row happen in the use case. */
  readonly action: Action
  /** The body is a file, which `handle` reads by `content` once it knows that the person may send it; otherwise it is JSON. */
  readonly takes?: 'file'
  handle(call: Call): Promise<Reply>
}

export interface Call {
  readonly ctx: Context
  readonly actor: Actor
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  /** Parsed JSON, not yet trusted: the route parses it with zod. */
  readonly body: unknown
  /** The file that a route which takes one was sent; undefined when it has more than `max` bytes, of which nothing is kept. */
  content(max: number): Promise<Uint8Array | undefined>
}

/** `body` is sent as JSON; `file` as a download. A refusal carries `{ error: { code, message } }` in the person's language. */
export type Reply =
  | { readonly status: number; readonly body: unknown }
  | {
      readonly status: 200
      readonly file: { readonly name: string; readonly contentType: string; readonly content: Uint8Array }
    }

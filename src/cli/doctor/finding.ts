import type { Pool } from 'pg'
import { GraphFailure } from '../../graph/http/failure'
import type { GraphDoor } from '../../graph/ports'
import type { Microsoft } from '../../server/microsoft'

/** What is looked at, in the order in which it is told; each has a title in the locale files. */
export const checks = [
  'token',
  'secret',
  'permission',
  'beyond',
  'delegated',
  'roles',
  'site',
  'lists',
  'write',
  'library',
  'rights',
  'mailbox',
  'calendar',
  'meetings',
  'planner',
  'catalogue',
  'endpoint',
  'database',
] as const

/**
 * `missing`: it is known not to be there. `unknown`: nobody could say, because something before it is missing or does not answer.
 * `by-hand`: the application may not look, and a person must.
 */
type State = 'ok' | 'missing' | 'unknown' | 'by-hand'

export interface Finding {
  readonly check: (typeof checks)[number]
  readonly state: State
  /** The service does not work, or not all of it, while this is missing. */
  readonly required: boolean
  /** A permission, an address, or what was answered; in nobody's language. */
  readonly detail: string
  /** Commands and addresses that mend it. */
  readonly mend: readonly string[]
}

/** What a doctor is given to look at. */
export interface Patient {
  readonly microsoft: Microsoft
  readonly door: GraphDoor
  readonly pool: Pool
  readonly publicUrl: string
  /** Permissions that the app registration declares. */
  readonly declared: { readonly roles: readonly string[]; readonly scopes: readonly string[] }
  /** Sends a mail from the mailbox to itself. */
  readonly sendMail: boolean
  readonly now: Date
}

type Options = Partial<Pick<Finding, 'required' | 'mend'>>

export const found = (check: Finding['check'], state: State, detail: string, options: Options = {}): Finding => ({
  check,
  state,
  detail,
  required: options.required ?? true,
  mend: state === 'ok' ? [] : (options.mend ?? []),
})

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** What a failure says of the thing asked for: nothing, while Graph itself is out of reach. */
export const stateOf = (error: unknown): 'missing' | 'unknown' =>
  error instanceof GraphFailure && (error.code === 'unavailable' || error.code === 'throttled') ? 'unknown' : 'missing'

/** The answer, or the failure that Graph said. */
export const reach = async <T>(send: () => Promise<T>): Promise<T | GraphFailure> => {
  try {
    return await send()
  } catch (error) {
    if (error instanceof GraphFailure) return error
    throw new Error(reasonOf(error), { cause: error })
  }
}

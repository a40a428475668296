import { z } from 'zod'
import type { Chats } from '../connector/chats'
import type { Delivery } from '../connector/delivery'
import type { Tokens } from '../entra/tokens'
import type { Faults } from '../faults'
import type { Notifier } from '../graph/subscriptions/notifier'
import type { AppManifest } from '../graph/teams/app-manifest'
import type { TenantPerson } from '../people'
import type { TenantState } from '../store/state'

/** What the control API works on. */
export interface ControlParts {
  readonly state: TenantState
  readonly chats: Chats
  readonly delivery: Delivery
  readonly tokens: Tokens
  readonly faults: Faults
  readonly notifier: Notifier
  readonly appManifest: AppManifest
}

/** A refusal with its HTTP status and a sentence for the developer who meets it. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message)
  }
}

export const personaBody = z.object({ persona: z.string() })

/** The persona with this object id; 404 when there is none. */
export const personOf = (parts: ControlParts, id: unknown): TenantPerson => {
  const person = typeof id === 'string' ? parts.state.people.get(id.toLowerCase()) : undefined
  if (!person) throw new Refusal(404, `No persona has the id ${String(id)}.`)
  return person
}

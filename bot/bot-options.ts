import type { Role } from '../src/access/actor'
import type { RequestBudget } from '../src/access/request-budget'
import type { Context } from '../src/context'
import type { Conversations, InvokeLedger } from '../src/ports/messaging'
import type { BotConnection } from './connection'
import type { Redraws } from './redraws'

export interface BotOptions {
  readonly connection: BotConnection
  readonly ctx: Context
  readonly conversations: Conversations
  readonly invokes: InvokeLedger
  /** App roles of a person: bot activities carry no token of the person, so the roles come from the directory. */
  readonly rolesOf: (person: string) => Promise<readonly Role[]>
  readonly redraws: Redraws
  /** Messages and clicks of one person. */
  readonly budget: RequestBudget
}

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
  readonly redraws: Redraws
  /** Messages and clicks of one person. */
  readonly budget: RequestBudget
}

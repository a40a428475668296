import type { Pool } from 'pg'
import type { Clock, Context, Log } from '../../context'
import type { Notices } from '../notices'
import type { JoinedOutbox } from '../outbox/outbox'
import { createFloor } from './floor'
import { createLive } from './live'
import { createNumbers } from './numbers'
import { createWrittenProcedures } from './procedures'
import { createSessionCards } from './session-cards'
import { createOpenVotes } from './votes'

interface SessionParts {
  readonly notices: Notices
  readonly outbox: JoinedOutbox
  readonly clock: Clock
  readonly log: Log
}

/** What a meeting under way keeps outside of the lists. */
export const sessionPorts = (
  pool: Pool,
  { notices, outbox, clock, log }: SessionParts,
): Pick<Context, 'votes' | 'procedures' | 'floor' | 'sessionCards' | 'numbers' | 'live'> => ({
  votes: createOpenVotes(pool, outbox, clock),
  procedures: createWrittenProcedures(pool, outbox, clock),
  floor: createFloor(pool),
  sessionCards: createSessionCards(pool),
  numbers: createNumbers(pool),
  live: createLive(notices, log),
})

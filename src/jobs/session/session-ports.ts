import type { Pool } from 'pg'
import type { Context, Log } from '../../context'
import type { Notices } from '../notices'
import { createFloor } from './floor'
import { createLive } from './live'
import { createNumbers } from './numbers'
import { createSessionCards } from './session-cards'
import { createOpenVotes } from './votes'

/** What a meeting under way keeps outside of the lists. */
export const sessionPorts = (
  pool: Pool,
  notices: Notices,
  log: Log,
): Pick<Context, 'votes' | 'floor' | 'sessionCards' | 'numbers' | 'live'> => ({
  votes: createOpenVotes(pool),
  floor: createFloor(pool),
  sessionCards: createSessionCards(pool),
  numbers: createNumbers(pool),
  live: createLive(notices, log),
})

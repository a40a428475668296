import type { Pool } from 'pg'
import type { Clock } from '../../context'
import type { WrittenProcedures } from '../../ports/session'
import { appendAll, entriesOf } from '../audit'
import { withTransaction } from '../database/postgres'
import type { JoinedOutbox } from '../outbox/outbox'
import { putRows } from '../outbox/outbox-table'
import { insertWanted } from './session-cards'
import { insertVote } from './votes'

/** Written procedures, each begun in one transaction; see the port. */
export const createWrittenProcedures = (pool: Pool, outbox: JoinedOutbox, clock: Clock): WrittenProcedures => ({
  open: async ({ votes, voters, writes, audit }) => {
    const rows = outbox.rows(writes)
    const delayMs = outbox.delayMs(rows.length)
    const entries = entriesOf(clock, audit)
    const stored = await withTransaction(pool, async (client) => {
      for (const vote of votes) {
        await insertVote(client, vote)
        await insertWanted(client, vote.decision, 'vote', voters, vote.openedAt)
      }
      const put = await putRows(client, rows, delayMs)
      // Last: the chain is locked until the transaction ends.
      await appendAll(client, entries)
      return put
    })
    outbox.took(stored, delayMs)
  },
})

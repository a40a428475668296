import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { Pool, PoolClient } from 'pg'
import type { Clock } from '../../context'
import type { Vote } from '../../lists/committees/ballots'
import type { CastBallot, CountedBallot, NewVote, OpenVotes, VoteState } from '../../ports/session'
import { appendAll, entriesOf } from '../audit'
import { withTransaction } from '../database/postgres'
import type { JoinedOutbox } from '../outbox/outbox'
import { putRows } from '../outbox/outbox-table'

interface StoredVote {
  readonly decision: string
  readonly meeting: string
  readonly secret: boolean
  readonly ballot_key: string | null
  readonly state: VoteState['state']
  readonly opened_at: Date
  readonly closes_at: Date | null
}

interface StoredBallot {
  readonly voter: string
  readonly vote: Vote
  readonly by_proxy: boolean | null
  readonly cast_by: string | null
  readonly cast_at: Date | null
}

/** Deliveries are repeated within seconds: a voter who changes their mind more often than this meanwhile is not one. */
const DELIVERIES_KEPT = 20

/** Votes under way in PostgreSQL; decision 33 says how a secret one stays secret. */
export const createOpenVotes = (pool: Pool, outbox: JoinedOutbox, clock: Clock): OpenVotes => {
  const find = async (decision: string): Promise<StoredVote | undefined> =>
    (await pool.query<StoredVote>('select * from gouvernail.votes where decision = $1', [decision])).rows[0]
  return {
    open: (vote) => insertVote(pool, vote),
    find: async (decision) => {
      const found = await find(decision)
      return found && stateOf(found)
    },
    ofMeeting: async (meeting) =>
      (await pool.query<StoredVote>('select * from gouvernail.votes where meeting = $1', [meeting])).rows.map(stateOf),
    cast: (ballot, audit) =>
      withTransaction(pool, async (client) => {
        const outcome = await castIn(client, ballot)
        // Last: the chain is locked until the transaction ends.
        if (outcome === 'cast') await appendAll(client, entriesOf(clock, audit))
        return outcome
      }),
    lapse: (meeting, present) =>
      withTransaction(pool, async (client) => {
        const { rows } = await client.query<StoredVote>(
          `select * from gouvernail.votes where meeting = $1 and state = 'open' order by decision for share`,
          [meeting],
        )
        for (const vote of rows) await dropProxies(client, vote, present)
      }),
    ballots: async (decision, voters) => {
      const vote = await find(decision)
      if (!vote) return new Map()
      const { rows } = await pool.query<StoredBallot>(
        'select voter, vote, by_proxy, cast_by, cast_at from gouvernail.ballots where decision = $1',
        [decision],
      )
      const stored = new Map(rows.map((row) => [row.voter, row]))
      return new Map(
        voters.flatMap((voter) => {
          const name = nameOf(vote, voter)
          const row = stored.get(name)
          return row ? [[voter, countedOf(vote, name, row)] as const] : []
        }),
      )
    },
    freeze: (decision, state, present) =>
      withTransaction(pool, async (client) => {
        // Waits for ballots that are being cast: each of them is in, or is refused.
        const { rows } = await client.query<StoredVote>(
          'select * from gouvernail.votes where decision = $1 for update',
          [decision],
        )
        const [vote] = rows
        if (!vote || vote.state === 'closed') return
        if (vote.state === 'open') await dropProxies(client, vote, present)
        await client.query('update gouvernail.votes set state = $2, frozen_at = now() where decision = $1', [
          decision,
          state,
        ])
      }),
    settle: (decision) => withTransaction(pool, (client) => forget(client, decision)),
    withdraw: async (decision, writes, audit) => {
      const rows = outbox.rows(writes)
      const delayMs = outbox.delayMs(rows.length)
      const stored = await withTransaction(pool, async (client) => {
        const { rowCount } = await client.query(
          `select 1 from gouvernail.votes where decision = $1 and state = 'open' for update`,
          [decision],
        )
        if (rowCount === 0) return null
        await forget(client, decision)
        const put = await putRows(client, rows, delayMs)
        // Last: the chain is locked until the transaction ends.
        await appendAll(client, entriesOf(clock, audit))
        return put
      })
      if (stored) outbox.took(stored, delayMs)
      return stored !== null
    },
    due: async (now, stalledBefore) => {
      const { rows } = await pool.query<StoredVote>(
        `select * from gouvernail.votes
         where (state = 'closing' and frozen_at < $2) or (state = 'open' and closes_at <= $1) order by decision`,
        [now, stalledBefore],
      )
      return rows.map(stateOf)
    },
  }
}

/** On its own, or in the transaction of the caller. */
export const insertVote = async (
  on: Pool | PoolClient,
  { decision, meeting, secret, closesAt, openedAt }: NewVote,
): Promise<void> => {
  await on.query(
    `insert into gouvernail.votes (decision, meeting, secret, ballot_key, opened_at, closes_at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [decision, meeting, secret, secret ? randomBytes(32).toString('base64') : null, openedAt, closesAt],
  )
}

const stateOf = (row: StoredVote): VoteState => ({
  decision: row.decision,
  meeting: row.meeting,
  secret: row.secret,
  state: row.state,
  openedAt: row.opened_at,
  closesAt: row.closes_at,
})

/** Ballots go, and with the key the only way to tell whose a secret one was. */
const forget = async (client: PoolClient, decision: string): Promise<void> => {
  await client.query('delete from gouvernail.ballots where decision = $1', [decision])
  await client.query(`update gouvernail.votes set state = 'closed', ballot_key = null where decision = $1`, [decision])
}

const dropProxies = async (client: PoolClient, vote: StoredVote, present: readonly string[]): Promise<void> => {
  await client.query('delete from gouvernail.ballots where decision = $1 and by_proxy and voter = any($2::text[])', [
    vote.decision,
    present.map((voter) => nameOf(vote, voter)),
  ])
}

/** The lock on the vote is shared by all who cast, and waits for whoever closes. */
const castIn = async (client: PoolClient, ballot: CastBallot): Promise<'cast' | 'repeated' | 'closed'> => {
  const { rows } = await client.query<StoredVote>('select * from gouvernail.votes where decision = $1 for share', [
    ballot.decision,
  ])
  const [vote] = rows
  if (vote?.state !== 'open') return 'closed'
  const delivery = ballot.delivery === null ? [] : [hashed(`${vote.ballot_key ?? ''} ${ballot.delivery}`)]
  const { rowCount } = await client.query(
    `insert into gouvernail.ballots as b (decision, voter, vote, by_proxy, cast_by, cast_at, deliveries, sent_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (decision, voter) do update set vote = excluded.vote, by_proxy = excluded.by_proxy,
       cast_by = excluded.cast_by, cast_at = excluded.cast_at, sent_at = coalesce(excluded.sent_at, b.sent_at),
       deliveries = (excluded.deliveries || b.deliveries)[1:${DELIVERIES_KEPT}]
     where not b.deliveries && excluded.deliveries
       and (b.sent_at is null or excluded.sent_at is null or b.sent_at <= excluded.sent_at)
       and (not excluded.by_proxy or b.by_proxy is not false or $9)`,
    [
      ballot.decision,
      nameOf(vote, ballot.voter),
      ballot.vote,
      ballot.castBy !== ballot.voter,
      vote.secret ? null : ballot.castBy,
      vote.secret ? null : ballot.at,
      delivery,
      ballot.sentAt,
      ballot.overOwn,
    ],
  )
  return rowCount === 1 ? 'cast' : 'repeated'
}

const hashed = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32)

const keyed = (key: string, text: string): string => createHmac('sha256', key).update(text).digest('hex')

/** A secret vote whose key is gone has no ballots left either. */
const nameOf = (vote: StoredVote, voter: string): string =>
  vote.secret ? keyed(vote.ballot_key ?? randomBytes(32).toString('base64'), `voter ${voter}`) : voter

const countedOf = (vote: StoredVote, name: string, row: StoredBallot): CountedBallot => ({
  vote: row.vote,
  byProxy: row.by_proxy ?? (row.cast_by !== null && row.cast_by !== row.voter),
  castBy: row.cast_by,
  castAt: row.cast_at,
  // Derived once more, so that the row can be told neither from the voter nor from what was stored while the vote was open.
  rowKey: `${vote.decision}:${vote.secret ? keyed(vote.ballot_key ?? '', `row ${name}`).slice(0, 32) : name}`,
})

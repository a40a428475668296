import type { Pool, PoolClient } from 'pg'
import type { CardKind, Claim, SentCard, SessionCards } from '../../ports/session'

interface StoredCard {
  readonly person: string
  readonly conversation_id: string
  readonly activity_id: string
  readonly shown: string | null
}

/** Not yet dealt with, and in nobody's hand: a send takes minutes at the very most, repeats of the connector among them. */
const WAITS = `shown is null and activity_id is null and (sending_at is null or sending_at < now() - interval '10 minutes')`

/** The messages that the bot sends about votes; see the port. */
export const createSessionCards = (pool: Pool): SessionCards => ({
  want: (subject, kind, people, at) => insertWanted(pool, subject, kind, people, at),
  claim: async (subject, kind, after) => {
    const { rows } = await pool.query<Claim>(
      `update gouvernail.session_cards set sending_at = clock_timestamp()
       where subject = $1 and kind = $2 and person = (
         select person from gouvernail.session_cards
         where subject = $1 and kind = $2 and person > $3 and ${WAITS}
         order by person limit 1 for update skip locked)
       returning person, sending_at::text as stamp`,
      [subject, kind, after],
    )
    return rows[0]
  },
  sent: async (subject, kind, person, message, shown) => {
    await pool.query(
      `update gouvernail.session_cards set shown = $6, conversation_id = coalesce($4, conversation_id),
         activity_id = coalesce($5, activity_id) where subject = $1 and kind = $2 and person = $3`,
      [subject, kind, person, message?.conversationId ?? null, message?.activityId ?? null, shown],
    )
  },
  done: async (subject, kind, { person, stamp }) => {
    await pool.query(
      `update gouvernail.session_cards set shown = coalesce(shown, '')
       where subject = $1 and kind = $2 and person = $3 and sending_at = $4::timestamptz`,
      [subject, kind, person, stamp],
    )
  },
  putBack: async (subject, kind, person) => {
    await pool.query(
      `update gouvernail.session_cards set sending_at = null
       where subject = $1 and kind = $2 and person = $3 and activity_id is null`,
      [subject, kind, person],
    )
  },
  find: async (subject, kind, person) => {
    const { rows } = await pool.query<StoredCard>(
      `select person, conversation_id, activity_id, shown from gouvernail.session_cards
       where subject = $1 and kind = $2 and person = $3 and activity_id is not null`,
      [subject, kind, person],
    )
    return rows[0] && { ...sentCard(rows[0]), shown: rows[0].shown }
  },
  outdated: async (subject, kind, shown) => {
    const { rows } = await pool.query<StoredCard>(
      `select person, conversation_id, activity_id, shown from gouvernail.session_cards
       where subject = $1 and kind = $2 and activity_id is not null and shown is distinct from $3`,
      [subject, kind, shown],
    )
    return rows.map(sentCard)
  },
  waiting: async () => {
    const { rows } = await pool.query<{ subject: string; kind: CardKind }>(
      `select distinct subject, kind from gouvernail.session_cards where ${WAITS} order by subject, kind`,
    )
    return rows
  },
})

const sentCard = ({ person, conversation_id, activity_id }: StoredCard): SentCard => ({
  person,
  message: { conversationId: conversation_id, activityId: activity_id },
})

/** On its own, or in the transaction of the caller. */
export const insertWanted = async (
  on: Pool | PoolClient,
  ...[subject, kind, people, at]: Parameters<SessionCards['want']>
): Promise<void> => {
  await on.query(
    `insert into gouvernail.session_cards (subject, kind, person, wanted_at)
     select $1, $2, unnest($3::text[]), $4 on conflict do nothing`,
    [subject, kind, people, at],
  )
}

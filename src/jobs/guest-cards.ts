import type { Pool } from 'pg'
import type { GuestCard, GuestCards } from '../ports/guests'

interface Stored {
  readonly meeting: string
  readonly person: string
  readonly conversation_id: string | null
  readonly activity_id: string | null
  readonly sent_at: Date
  readonly shown: string
  readonly round: number
  readonly ended: boolean
}

/** See the port. */
export const createGuestCards = (pool: Pool): GuestCards => ({
  sent: async ({ meeting, person, message, sentAt, shown }) => {
    await pool.query(
      `insert into gouvernail.guest_cards (meeting, person, conversation_id, activity_id, sent_at, shown)
       values ($1, $2, $3, $4, $5, $6)
       on conflict (meeting, person) do update set conversation_id = excluded.conversation_id,
         activity_id = excluded.activity_id, sent_at = excluded.sent_at, shown = excluded.shown, ended = false`,
      [meeting, person, message?.conversationId ?? null, message?.activityId ?? null, sentAt, shown],
    )
  },
  ofMeeting: async (meeting) => {
    const { rows } = await pool.query<Stored>('select * from gouvernail.guest_cards where meeting = $1', [meeting])
    return rows.map(cardOf)
  },
  standing: async () => {
    const { rows } = await pool.query<Stored>(
      'select * from gouvernail.guest_cards where not ended order by meeting, person',
    )
    return rows.map(cardOf)
  },
  redrawn: async (meeting, person, shown) => {
    await pool.query('update gouvernail.guest_cards set shown = $3 where meeting = $1 and person = $2', [
      meeting,
      person,
      shown,
    ])
  },
  end: async (meeting, person, withdrawn) => {
    await pool.query(
      `update gouvernail.guest_cards set ended = true, round = round + $3::int
       where meeting = $1 and person = $2 and not ended`,
      [meeting, person, withdrawn ? 1 : 0],
    )
  },
})

const cardOf = ({
  meeting,
  person,
  conversation_id,
  activity_id,
  sent_at,
  shown,
  round,
  ended,
}: Stored): GuestCard => ({
  meeting,
  person,
  message:
    conversation_id === null || activity_id === null
      ? null
      : { conversationId: conversation_id, activityId: activity_id },
  sentAt: sent_at,
  shown,
  round,
  ended,
})

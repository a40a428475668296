import type { Pool } from 'pg'
import type { Conversation, Conversations } from '../ports/messaging'
import { done, gathered } from './gathered'

/** Owner of the row that holds the service URL of the PMO channel's team. */
const CHANNEL = 'channel'

/** Every activity tells the address again: one that this copy has just stored is not stored again for so long. */
const KNOWN_MS = 60_000
const MOST_KNOWN = 10_000

const columns = `owner as person, user_id as "userId", conversation_id as "conversationId", service_url as "serviceUrl"`

/** The conversation references of the bot; see the port for what they mean. */
export const createConversations = (pool: Pool): Conversations => {
  const read = async (column: 'owner' | 'conversation_id', value: string): Promise<Conversation | undefined> => {
    const { rows } = await pool.query<Conversation>(
      `select ${columns} from gouvernail.conversations where ${column} = $1`,
      [value],
    )
    return rows[0]
  }
  const write = gathered(async (told: readonly Conversation[]) => {
    // One row per owner, the newest last; in one order for all copies, so that none waits for another in a circle.
    const rows = [...new Map(told.map((row) => [row.person, row])).values()].toSorted((a, b) =>
      a.person < b.person ? -1 : 1,
    )
    await pool.query(
      `insert into gouvernail.conversations as c (owner, user_id, conversation_id, service_url)
       select * from unnest($1::text[], $2::text[], $3::text[], $4::text[])
       on conflict (owner) do update set user_id = excluded.user_id, conversation_id = excluded.conversation_id,
         service_url = excluded.service_url, updated_at = now()
       -- An address that is known is read, not written.
       where (c.user_id, c.conversation_id, c.service_url)
         is distinct from (excluded.user_id, excluded.conversation_id, excluded.service_url)`,
      [
        rows.map(({ person }) => person),
        rows.map(({ userId }) => userId),
        rows.map(({ conversationId }) => conversationId),
        rows.map(({ serviceUrl }) => serviceUrl),
      ],
    )
    return done
  })
  const known = new Map<string, { readonly address: string; readonly until: number }>()
  const save = async (told: Conversation): Promise<void> => {
    const address = JSON.stringify(told)
    const before = known.get(told.person)
    if (before?.address === address && performance.now() < before.until) return
    await write(told)
    if (known.size >= MOST_KNOWN) known.clear()
    known.set(told.person, { address, until: performance.now() + KNOWN_MS })
  }
  return {
    find: (person) => read('owner', person.toLowerCase()),
    ofConversation: (conversationId) => read('conversation_id', conversationId),
    save: (conversation) => save({ ...conversation, person: conversation.person.toLowerCase() }),
    channelServiceUrl: async () => (await read('owner', CHANNEL))?.serviceUrl,
    saveChannelServiceUrl: (serviceUrl) => save({ person: CHANNEL, userId: '', conversationId: CHANNEL, serviceUrl }),
  }
}

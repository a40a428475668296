import type { Pool } from 'pg'
import type { Conversation, Conversations } from '../context'

/** Owner of the row that holds the service URL of the PMO channel's team. */
const CHANNEL = 'channel'

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
  const write = async ({ person, userId, conversationId, serviceUrl }: Conversation): Promise<void> => {
    await pool.query(
      `insert into gouvernail.conversations (owner, user_id, conversation_id, service_url) values ($1, $2, $3, $4)
       on conflict (owner) do update set user_id = excluded.user_id, conversation_id = excluded.conversation_id,
         service_url = excluded.service_url, updated_at = now()`,
      [person, userId, conversationId, serviceUrl],
    )
  }
  return {
    find: (person) => read('owner', person.toLowerCase()),
    ofConversation: (conversationId) => read('conversation_id', conversationId),
    save: (conversation) => write({ ...conversation, person: conversation.person.toLowerCase() }),
    channelServiceUrl: async () => (await read('owner', CHANNEL))?.serviceUrl,
    saveChannelServiceUrl: (serviceUrl) => write({ person: CHANNEL, userId: '', conversationId: CHANNEL, serviceUrl }),
  }
}

import type { TenantPerson } from '../people'
import type { ConversationEntity } from '../store/entities'
import { botId, memberId } from './chats'
import type { Delivery } from './delivery'

/** Tells the bot that it was installed for a person; of the new member only the first time (GRAPH-FACTS 5.2). */
export const announceInstallation = async (
  delivery: Delivery,
  person: TenantPerson,
  conversation: ConversationEntity,
  newMember: boolean,
): Promise<void> => {
  if (newMember) {
    const membersAdded = [{ id: memberId(person.id), aadObjectId: person.id }, { id: botId }]
    await delivery.deliver(delivery.activity(person, conversation, { type: 'conversationUpdate', membersAdded }))
  }
  await delivery.deliver(delivery.activity(person, conversation, { type: 'installationUpdate', action: 'add' }))
}

/** Tells the bot that it was removed for a person. */
export const announceRemoval = async (
  delivery: Delivery,
  person: TenantPerson,
  conversation: ConversationEntity,
): Promise<void> => {
  await delivery.deliver(delivery.activity(person, conversation, { type: 'installationUpdate', action: 'remove' }))
}

import type { ChatClient } from '../kit/chat'
import { managers } from './portfolio'

export interface CardCounts {
  readonly questions: number
  readonly reminders: number
}

/**
 * What reached the managers, told apart when it is first seen: an answered reminder turns into the question with its answers.
 * Look before anybody answers.
 */
export const watchCards = (chat: ChatClient) => {
  const seen = new Map<string, Map<string, 'question' | 'reminder'>>()
  const look = async (): Promise<ReadonlyMap<string, CardCounts>> => {
    await Promise.all(
      managers.map(async (manager) => {
        const known = seen.get(manager) ?? new Map<string, 'question' | 'reminder'>()
        seen.set(manager, known)
        for (const { id, summary } of await chat.cards(manager))
          if (!known.has(id)) known.set(id, /^(Rappel|Reminder)/.test(summary ?? '') ? 'reminder' : 'question')
      }),
    )
    const count = (manager: string, kind: string): number =>
      [...(seen.get(manager)?.values() ?? [])].filter((one) => one === kind).length
    return new Map(
      managers.map((manager) => [
        manager,
        { questions: count(manager, 'question'), reminders: count(manager, 'reminder') },
      ]),
    )
  }
  return { look }
}

import type { Message } from './tenant-api'

const HTML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const escaped = (text: string): string => text.replaceAll(/[&<>]/g, (character) => HTML[character] ?? character)

/**
 * A message as Teams hands it to an action on it (`MessageActionsPayload` of the Bot Framework): its text as HTML, its cards as
 * attachments that the text refers to.
 */
export const messagePayload = (message: Message, conversation: string): object => {
  const { id, timestamp, updatedAt, from, text = '', attachments = [] } = message
  const cards = attachments.map(({ contentType, content }, index) => ({
    id: `${id}-${index}`,
    contentType,
    content: JSON.stringify(content),
  }))
  const lines = text === '' ? [] : text.split('\n').map((line) => `<p>${escaped(line)}</p>`)
  const places = cards.map((card) => `<attachment id="${card.id}"></attachment>`)
  return {
    id,
    createdDateTime: timestamp,
    lastModifiedDateTime: updatedAt ?? null,
    deleted: false,
    importance: 'normal',
    linkToMessage: `https://teams.microsoft.com/l/message/${encodeURIComponent(conversation)}/${id}`,
    from:
      from.role === 'user'
        ? { user: { userIdentityType: 'aadUser', id: from.id, displayName: from.name } }
        : { application: { applicationIdentityType: 'bot', id: from.id, displayName: from.name } },
    body: { contentType: 'html', content: `<div>${[...lines, ...places].join('')}</div>` },
    attachments: cards,
    mentions: [],
    reactions: [],
  }
}

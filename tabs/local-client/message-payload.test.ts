import { messagePayload } from './message-payload'
import type { Message } from './tenant-api'

const message: Message = {
  id: '17',
  type: 'message',
  from: { id: '29:x', name: 'Nora Pirard', role: 'user' },
  text: 'Budget <2027>\nIl manque 12 & plus.',
  timestamp: '2026-11-18T09:00:00Z',
}

test('the words of a person travel as HTML that says what they said, with who they are and where it stands', () => {
  expect(messagePayload(message, '19:c@thread')).toMatchObject({
    id: '17',
    linkToMessage: 'https://teams.microsoft.com/l/message/19%3Ac%40thread/17',
    from: { user: { displayName: 'Nora Pirard' } },
    body: {
      contentType: 'html',
      content: '<div><p>Budget &lt;2027&gt;</p><p>Il manque 12 &amp; plus.</p></div>',
    },
    attachments: [],
  })
})

test('a card of the bot travels beside the text, which refers to it', () => {
  const { text: _, ...rest } = message
  const content = { type: 'AdaptiveCard' }
  const sent = messagePayload(
    { ...rest, from: { id: '28:b', name: 'Gouvernail', role: 'bot' }, attachments: [{ contentType: 'card', content }] },
    'a:1',
  )
  expect(sent).toMatchObject({
    from: { application: { displayName: 'Gouvernail' } },
    body: { content: '<div><attachment id="17-0"></attachment></div>' },
    attachments: [{ id: '17-0', contentType: 'card', content: JSON.stringify(content) }],
  })
})

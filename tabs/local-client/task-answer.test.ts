import { taskAnswer } from './task-answer'

const CARD = 'application/vnd.microsoft.card.adaptive'
const card = { type: 'AdaptiveCard', body: [] }
const going = (value: object) => ({ status: 200, body: { task: { type: 'continue', value } } })

test.each<[string, Parameters<typeof taskAnswer>[0], object]>([
  [
    'a card with its title',
    going({ title: 'Titre', card: { contentType: CARD, content: card } }),
    { kind: 'card', title: 'Titre', card },
  ],
  ['a card without one', going({ card: { contentType: CARD, content: card } }), { kind: 'card', title: null, card }],
  [
    'a sentence',
    { status: 200, body: { task: { type: 'message', value: 'Fait.' } } },
    { kind: 'message', text: 'Fait.' },
  ],
  ['nothing more', { status: 200, body: null }, { kind: 'end' }],
  ['a page, which this client does not open', going({ url: 'https://x.example' }), { kind: 'end' }],
  ['a refusal', { status: 504, body: { error: {} } }, { kind: 'refused', status: 504 }],
])('%s', (_, answer, expected) => {
  expect(taskAnswer(answer)).toEqual(expected)
})

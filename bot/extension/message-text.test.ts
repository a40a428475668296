import { proposedText } from './message-text'

const html = (content: string, more: object = {}) => ({ body: { contentType: 'html', content }, ...more })

test.each<[string, unknown, string, string]>([
  ['text as it is', { body: { contentType: 'text', content: 'Un <b> & deux' } }, 'Un <b> & deux', 'Un <b> & deux'],
  [
    'paragraphs as lines',
    html('<div><p>Budget&nbsp;2027</p><p>Il manque&#160;:<br>12 &lt; 20</p></div>'),
    'Budget 2027',
    'Budget 2027\nIl manque\u00a0:\n12 < 20',
  ],
  ['the subject first', html('<p>Bonjour</p>', { subject: 'Marché' }), 'Marché', 'Bonjour'],
  [
    'with its address',
    html('<p>Oui</p>', { linkToMessage: 'https://teams.microsoft.com/l/message/1' }),
    'Oui',
    'Oui\nhttps://teams.microsoft.com/l/message/1',
  ],
  ['without an address that is none', html('Oui', { linkToMessage: 'javascript:alert(1)' }), 'Oui', 'Oui'],
  ['a name, not its markup', html('<at id="0">Nora</at> a raison'), 'Nora a raison', 'Nora a raison'],
  ['nothing', undefined, '', ''],
  ['nonsense', { body: 7, subject: {} }, '', ''],
])('%s', (_, payload, title, background) => {
  expect(proposedText(payload, 4_000)).toEqual({ title, background })
})

test('what is too long is cut where it may be', () => {
  const { title, background } = proposedText(html('é'.repeat(5_000)), 4_000)
  expect([title.length, background.length, title.at(-1)]).toEqual([255, 4_000, '…'])
})

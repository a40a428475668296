import { plainLine, plainText } from './plain-text'

test.each([
  ['Élève, œuvre et 👩‍💻', 'Élève, œuvre et 👩‍💻'],
  ['un\r\ndeux\rtrois\u2028quatre\tcinq', 'un\ndeux\ntrois\nquatre\tcinq'],
  ['a\u0000b\u001b[31mc\u009d', 'ab[31mc'],
  ['facture\u202efdp.exe', 'facturefdp.exe'],
  ['\u2066caché\u2069', 'caché'],
  ['\ud83d seul, \udc69 seul, \uffff', ' seul,  seul, '],
])('%j becomes %j', (text, plain) => {
  expect(plainText(text)).toBe(plain)
})

test('a line has no breaks', () => {
  expect(plainLine('un\r\n\r\ndeux')).toBe('un deux')
})

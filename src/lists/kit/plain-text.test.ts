import { plainLine, plainText } from './plain-text'

test.each([
  ['Élève, œuvre et 👩‍💻', 'Élève, œuvre et 👩‍💻'],
  ['un\r\ndeux\rtrois\u2028quatre\tcinq', 'un\ndeux\ntrois\nquatre\tcinq'],
  ['a\u0000b\u001b[31mc\u009d', 'ab[31mc'],
  ['facture\u202efdp.exe', 'facturefdp.exe'],
  ['\u2066caché\u2069', 'caché'],
  ['bon\u200bjour, \ufeffmot\u00adclé', 'bonjour, motclé'],
  ['P-1\u{e0041}\u{e0042}', 'P-1'],
  ['\u200d \u3164\n', ''],
  ['\ud83d seul, \udc69 seul, \uffff', ' seul,  seul, '],
])('%j becomes %j', (text, plain) => {
  expect(plainText(text)).toBe(plain)
})

test('a line has no breaks', () => {
  expect(plainLine('un\r\n\r\ndeux')).toBe('un deux')
})

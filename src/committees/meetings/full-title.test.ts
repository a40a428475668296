import { fullTitle, ownTitle } from './full-title'

test.each([
  ['CoPil Culture, réunion n°\u00a09', 'CoPil Culture, réunion n°\u00a09', 'Réunion n°\u00a09'],
  ['Procédure écrite : avenant 3', 'CoPil Culture, Procédure écrite : avenant 3', 'Procédure écrite : avenant 3'],
])('%s names its body where others stand beside it, and not where the body does', (title, full, own) => {
  expect(fullTitle(title, 'CoPil Culture')).toBe(full)
  expect(ownTitle(title, 'CoPil Culture')).toBe(own)
})

import { commandOf } from './commands'

test.each([
  ['statut', 'status'],
  ['Status', 'status'],
  ['  STATUT ! ', 'status'],
  ['<at>Gouvernail</at> statut', 'status'],
  ['@Gouvernail statut', 'status'],
  ['mes projets', 'projects'],
  ['My projects', 'projects'],
  ['Retard', 'late'],
  ['rétard', 'late'],
  ['late', 'late'],
  ['point', 'item'],
  ['Item', 'item'],
  ['aide', 'help'],
  ['help', 'help'],
  ['', 'help'],
  ['bonjour', 'help'],
  ['statut de P-037', 'help'],
  ['<at>'.repeat(60_000), 'help'],
  ['<at'.repeat(60_000), 'help'],
] as const)('%.80j asks for %s', (text, command) => {
  expect(commandOf(text)).toBe(command)
})

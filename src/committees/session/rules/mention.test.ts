import { meant, mentionAt, withName } from './mention'
import { parseAction } from './parse-action'

const people = ['Nora Pirard', 'Jean-Marc Hardy', 'Anne-Catherine Rigaux', 'Kristel Van Damme', 'Inès Vandamme'].map(
  (name) => ({ id: name, name, here: true }),
)

test.each([
  ['@', 1, ''],
  ['@no', 3, 'no'],
  ['Voir avec @van da', 17, 'van da'],
  ['Un\n@Jean-M', 10, 'Jean-M'],
  ['@nora plan', 3, 'no'],
  ['(@inè', 5, 'inè'],
])('%j at %i names %j', (text, caret, typed) => {
  expect(mentionAt(text, caret)?.typed).toBe(typed)
})

test.each([
  ['', 0],
  ['nora', 4],
  ['info@nora', 9],
  ['@nora ', 6],
  ['@ nora', 6],
  ['@nora\nplan', 10],
  ['@nora, plan', 11],
  [`@${'a'.repeat(41)}`, 42],
])('%j at %i is no mention', (text, caret) => {
  expect(mentionAt(text, caret)).toBeNull()
})

test.each([
  ['', people.map(({ name }) => name)],
  ['n', ['Nora Pirard']],
  ['INES', ['Inès Vandamme']],
  ['van', ['Kristel Van Damme', 'Inès Vandamme']],
  ['van d', ['Kristel Van Damme']],
  ['cath', ['Anne-Catherine Rigaux']],
  ['nora transmettre', []],
])('%j means %j', (typed, names) => {
  expect(meant(people, typed).map(({ name }) => name)).toEqual(names)
})

test('the name takes the place of what was typed, and the text after it stays', () => {
  expect(withName('Voir @no', { start: 5, typed: 'no' }, 'Nora Pirard')).toEqual({
    text: 'Voir @Nora Pirard ',
    caret: 18,
  })
  expect(withName('@no le plan', { start: 0, typed: 'no' }, 'Nora Pirard')).toEqual({
    text: '@Nora Pirard le plan',
    caret: 13,
  })
})

test.each(people)('$name, once chosen, is the owner that an action line names', ({ name }) => {
  const { text } = withName('@x transmettre le plan pour le 15/12', { start: 0, typed: 'x' }, name)
  expect(parseAction(text, people, { from: '2026-11-18', language: 'fr' })).toMatchObject({
    owner: { name },
    title: 'Transmettre le plan',
    dueOn: '2026-12-15',
    problems: [],
  })
})

import { changesOf, type ItemValues, isSound, storedOf } from './item-values'

const values: ItemValues = {
  title: 'Budget',
  kind: 'decision',
  minutes: '15',
  presenter: 'p',
  question: '',
  background: ' ',
}

test('only what changed is sent, with what stood there; a blank is no value', () => {
  expect(changesOf({ ...values, title: ' Budget 2027 ', minutes: '' }, values)).toEqual({
    patch: { title: 'Budget 2027', minutes: null },
    base: { title: 'Budget', minutes: 15 },
    isSound: true,
  })
  expect(changesOf({ ...values, question: '  ' }, values).patch).toEqual({})
})

test.each([
  ['', '15', false],
  ['x', '', true],
  ['x', '480', true],
  ['x', '481', false],
  ['x', '0', false],
  ['x', '1.5', false],
  ['x', 'abc', false],
])('a title %j with %j minutes', (title, minutes, sound) => {
  expect(isSound(storedOf({ ...values, title, minutes }))).toBe(sound)
})

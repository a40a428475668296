import { plainText } from '../../../lists/kit/plain-text'
import { needsPaper, papersIn, papersNote } from './papers'

const paper = { driveItem: '01ABC', name: 'Note.pdf', url: 'https://contoso.sharepoint.com/Note.pdf' }

test('what is written is read again; no paper is no value', () => {
  expect(papersIn(papersNote([paper]))).toEqual([paper])
  expect(papersNote([])).toBeNull()
})

test('a name with a line break, which a list makes of other separators, does not cost the papers', () => {
  const note = papersNote([{ ...paper, name: 'Note\u2028finale.pdf' }])
  expect(papersIn(plainText(note ?? ''))).toEqual([{ ...paper, name: 'Note finale.pdf' }])
})

test.each([null, '', ' ', 'x', '{}', '[1]', '[{"driveItem":"a","name":"b","url":"javascript:alert(1)"}]'])(
  '%j, changed by hand, holds none',
  (note) => {
    expect(papersIn(note)).toEqual([])
  },
)

test.each([
  ['decision', 'person', null, true],
  ['discussion', 'redProject', null, true],
  ['information', 'person', null, false],
  ['decision', 'minutes', null, false],
  ['discussion', 'overdueAction', null, false],
  ['decision', 'person', papersNote([paper]), false],
] as const)('a %s of %s with %s needs a paper: %s', (kind, source, papers, needed) => {
  expect(needsPaper({ kind, source, papers })).toBe(needed)
})

import { type Evidence, type Rule, type Sent, violationsOf } from './invariants'

const sent = (comment: string, acknowledged: boolean): Sent => ({
  project: 'P-101',
  manager: 'Claire Dombret',
  overall: 'amber',
  comment,
  acknowledged,
})
const report = (comment: string | null) => ({
  key: '2026-10:P-101',
  project: 'P-101',
  overall: 'amber',
  comment,
})

const fine: Evidence = {
  cycle: '2026-10',
  sent: [sent('un', true), sent('deux', true)],
  reports: [report('deux')],
  keys: ['StatusReports 2026-10:P-101', 'StatusReports 2026-10:P-102', 'Projects P-101'],
  questions: new Map([
    ['Claire Dombret', 1],
    ['Yanis Delcroix', 1],
  ]),
  neverAsked: [],
  needlessReminders: [],
  kills: 0,
  auditBreak: null,
  publication: [],
  crashes: [],
  refused: [],
}

const rulesOf = (change: Partial<Evidence>): readonly Rule[] =>
  violationsOf({ ...fine, ...change }).map(({ rule }) => rule)

test('a run in which nothing went wrong breaks no rule', () => {
  expect(violationsOf(fine)).toEqual([])
})

test.each<readonly [string, Partial<Evidence>, readonly Rule[]]>([
  ['the answer is not in the list', { reports: [] }, ['answer-lost']],
  ['an earlier answer stands in the list', { reports: [report('un')] }, ['answer-lost']],
  ['something that nobody sent stands in the list', { reports: [report(null)] }, ['answer-lost']],
  ['a row is there twice', { keys: [...fine.keys, 'Projects P-101'] }, ['duplicate-in-list']],
  ['a reminder after the answer', { needlessReminders: ['Claire Dombret'] }, ['reminder-after-answer']],
  ['a second question and no kill', { questions: new Map([['Claire Dombret', 2]]) }, ['duplicate-question']],
  ['two more questions for one kill', { questions: new Map([['A', 3]]), kills: 1 }, ['duplicate-question']],
  ['nobody asked', { neverAsked: ['Yanis Delcroix'] }, ['never-asked']],
  ['a changed audit log', { auditBreak: 3 }, ['audit-broken']],
  ['a pack that is not its snapshot', { publication: ['the executivePack differs'] }, ['publication-differs']],
  ['a copy that fell over by itself', { crashes: ['copy-1 ended with 1'] }, ['copy-crashed']],
  ['a refused row', { refused: ['Projects P-101: no'] }, ['row-refused']],
])('%s', (_, change, rules) => {
  expect(rulesOf(change)).toEqual(rules)
})

test('what was sent last and never acknowledged may have arrived or not; what came before the last acknowledged one may not', () => {
  const open = [sent('un', true), sent('deux', true), sent('trois', false)]
  expect(rulesOf({ sent: open, reports: [report('deux')] })).toEqual([])
  expect(rulesOf({ sent: open, reports: [report('trois')] })).toEqual([])
  expect(rulesOf({ sent: open, reports: [report('un')] })).toEqual(['answer-lost'])
  expect(rulesOf({ sent: [sent('un', false)], reports: [] })).toEqual([])
})

test('one more question is forgiven for each kill', () => {
  expect(rulesOf({ questions: new Map([['Claire Dombret', 2]]), kills: 1 })).toEqual([])
})

import { byRespondent, fixedOwed, mayAnswer, owedReports, owedText, respondentOf } from './owed-reports'

const project = (change: object = {}) => ({
  number: 'P-001',
  lifecycle: 'active' as const,
  projectManager: 'julie' as string | null,
  delegate: null as string | null,
  ...change,
})
const away = (person: string, delegate: string | null, firstDay = '2026-11-20', lastDay = '2026-11-24') => ({
  person,
  delegate,
  firstDay,
  lastDay,
})

test.each([
  ['active', true],
  ['closing', true],
  ['proposed', false],
  ['onHold', false],
  ['closed', false],
  ['cancelled', false],
] as const)('a project that is %s owes a report: %s', (lifecycle, owes) => {
  expect(owedReports([{ ...project(), lifecycle }], [], '2026-11-20')).toHaveLength(owes ? 1 : 0)
})

test.each([
  ['present manager', project({ delegate: 'omar' }), [], 'julie', 'manager', null],
  ['absent, stand-in named', project({ delegate: 'omar' }), [away('julie', 'lea')], 'lea', 'absenceDelegate', 'julie'],
  [
    'absent, delegate of the project',
    project({ delegate: 'omar' }),
    [away('julie', null)],
    'omar',
    'delegate',
    'julie',
  ],
  [
    'stand-in absent too',
    project({ delegate: 'omar' }),
    [away('julie', 'lea'), away('lea', null)],
    'omar',
    'delegate',
    'julie',
  ],
  [
    'everybody absent',
    project({ delegate: 'omar' }),
    [away('julie', null), away('omar', null)],
    'julie',
    'manager',
    null,
  ],
  ['absent, nobody named', project(), [away('julie', null)], 'julie', 'manager', null],
  ['no manager but a delegate', project({ projectManager: null, delegate: 'omar' }), [], 'omar', 'delegate', null],
  ['no manager at all', project({ projectManager: null }), [], null, null, null],
])('%s', (_, subject, absences, respondent, askedAs, onBehalfOf) => {
  expect(respondentOf(subject, absences, '2026-11-23')).toEqual({ project: 'P-001', respondent, askedAs, onBehalfOf })
})

test.each([
  ['2026-11-19', 'julie'],
  ['2026-11-20', 'lea'],
  ['2026-11-24', 'lea'],
  ['2026-11-25', 'julie'],
])('an absence from 20 to 24 November counts on %s: %s is asked', (day, expected) => {
  expect(respondentOf(project(), [away('julie', 'lea')], day).respondent).toBe(expected)
})

test('each person is asked once for all their projects', () => {
  const projects = [
    project(),
    project({ number: 'P-002', projectManager: 'omar' }),
    project({ number: 'P-003' }),
    project({ number: 'P-004', projectManager: null }),
  ]
  const people = byRespondent(owedReports(projects, [], '2026-11-20'))
  expect([...people].map(([person, owed]) => [person, owed.map((report) => report.project)])).toEqual([
    ['julie', ['P-001', 'P-003']],
    ['omar', ['P-002']],
  ])
})

test.each([
  ['julie', true],
  ['omar', true],
  ['lea', true],
  ['ines', false],
])('%s may answer for Julie’s project while Léa stands in and Omar is the delegate: %s', (person, expected) => {
  const subject = project({ delegate: 'omar' })
  expect(mayAnswer(person, subject, [away('julie', 'lea')], ['2026-11-24', '2026-11-27'])).toBe(expected)
})

const numbered = (count: number, prefix: string): string[] =>
  Array.from({ length: count }, (_, at) => `${prefix}${String(at + 1).padStart(5, '0')}`)

test.each([
  ['a few, written out', ['P-001', 'P-002', 'X'], 'P-001\nP-002\nX'],
  ['five thousand with short numbers, written out', numbered(5_000, 'P-'), numbered(5_000, 'P-').join('\n')],
  ['five thousand with long numbers', numbered(5_000, 'OPNUM-2026-PRJ-'), null],
  ['out of order, repeated beginnings', [...numbered(4_000, 'OPNUM-2026-PRJ-').reverse(), 'OPNUM', 'Z', 'ÉÉ'], null],
  ['the longest numbers', numbered(2_000, 'x'.repeat(35)), null],
])('what a cycle owes fits into its column and is read again: %s', (_, numbers, text) => {
  const owed = owedText(numbers)
  // What SharePoint takes in a column of several lines.
  expect(owed.length).toBeLessThanOrEqual(63_999)
  expect(fixedOwed({ owed })).toEqual(numbers)
  if (text !== null) expect(owed).toBe(text)
})

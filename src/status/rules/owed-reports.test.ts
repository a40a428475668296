import { byRespondent, mayAnswer, owedReports, respondentOf } from './owed-reports'

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

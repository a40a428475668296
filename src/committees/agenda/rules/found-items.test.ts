import {
  type AgendaFacts,
  foundItems,
  type ItemWords,
  type MilestoneFacts,
  type PostponedFacts,
  type ProjectFacts,
} from './found-items'

const words: ItemWords = {
  redProject: ({ number }) => `red ${number}`,
  exception: ({ number }) => `exception ${number}`,
  exceptionQuestion: () => 'what now?',
  deviation: ({ deviation }) => `${deviation} off`,
  decision: ({ number }) => `decision ${number}`,
  milestone: ({ number }, title) => `milestone ${number} ${title}`,
  gateQuestion: ({ number }, title) => `${number} past ${title}?`,
  due: (day) => `due ${day}`,
  actions: () => 'overdue actions',
  action: ({ number }) => number,
  minutes: (number) => `minutes ${number}`,
  minutesQuestion: () => 'approve?',
}
const project = (number: string, values: Partial<ProjectFacts> = {}): ProjectFacts => ({
  number,
  title: number,
  projectManager: 'm',
  report: null,
  exceptions: [],
  milestones: [],
  ...values,
})
const red = (decisionsRequested: string | null = null) => ({
  key: 'r',
  isRed: true,
  comment: 'late',
  decisionsRequested,
})
const exception = { key: 'e', tolerance: 'time' as const, deviation: 40, allowed: 30, cause: null }
const facts = (values: Partial<AgendaFacts>): AgendaFacts => ({
  day: '2026-12-10',
  since: '2026-11-12',
  secretary: 's',
  projects: [],
  milestonesToo: true,
  gatesElsewhere: new Set(),
  actions: [],
  minutes: [],
  postponed: [],
  ...values,
})
const titles = (values: Partial<AgendaFacts>): readonly string[] =>
  foundItems(facts(values), words).map(({ title, kind, minutes }) => `${title} (${kind}, ${minutes})`)

test.each<[string, Partial<ProjectFacts>, readonly string[]]>([
  ['nothing', {}, []],
  ['a red light', { report: red() }, ['red P (discussion, 10)']],
  ['a red light and a decision asked for: one item', { report: red('Money') }, ['decision P (decision, 15)']],
  ['a blank request asks for nothing', { report: red('  ') }, ['red P (discussion, 10)']],
  [
    'an exception says more than a red light',
    { report: red(), exceptions: [exception] },
    ['exception P (decision, 20)'],
  ],
  [
    'an exception and a decision are two questions',
    { report: red('Money'), exceptions: [exception, exception] },
    ['exception P (decision, 20)', 'decision P (decision, 15)'],
  ],
])('of a project: %s', (_, values, expected) => {
  expect(titles({ projects: [project('P', values)] })).toEqual(expected)
})

test.each([
  ['2026-11-12', false],
  ['2026-11-13', true],
  ['2026-12-10', true],
  ['2026-12-11', false],
])('a milestone due on %s is told since the last meeting and until this one: %s', (due, told) => {
  const projects = [project('P', { milestones: [{ key: 'P:1', title: 'x', due, isGate: false, wasAsked: false }] })]
  expect(titles({ projects })).toEqual(told ? ['milestone P x (information, 5)'] : [])
  expect(titles({ projects, milestonesToo: false })).toEqual([])
})

const gate = (values: Partial<MilestoneFacts> = {}): MilestoneFacts => ({
  ...{ key: 'P:1', title: 'x', due: '2026-12-04', isGate: true, wasAsked: false },
  ...values,
})

test('a gate is for decision, with its question and the time that a decision takes', () => {
  const [item] = foundItems(facts({ projects: [project('P', { milestones: [gate()] })] }), words)
  expect(item).toMatchObject({
    ...{ source: 'gate', sourceKey: 'gate:P:1', kind: 'decision', title: 'milestone P x', question: 'P past x?' },
    ...{ minutes: 15, presenter: 'm', background: 'due 2026-12-04' },
  })
})

test.each<[string, Partial<MilestoneFacts>, boolean]>([
  ['is due after the meeting', { due: '2026-12-11' }, false],
  ['is due on its day', { due: '2026-12-10' }, true],
  ['was due long ago and never decided on', { due: '2025-01-15' }, true],
  ['was due at the last meeting, which had it', { due: '2026-11-12', wasAsked: true }, false],
  ['was put to a later day since the body had it', { due: '2026-12-09', wasAsked: true }, true],
])('a gate that %s', (_, values, isAsked) => {
  const projects = [project('P', { milestones: [gate(values)] })]
  expect(titles({ projects })).toEqual(isAsked ? ['milestone P x (decision, 15)'] : [])
})

test('a body of the whole portfolio decides on the gates that no narrower body has', () => {
  const projects = ['P', 'Q'].map((number) => project(number, { milestones: [gate({ key: `${number}:1` })] }))
  const whole = { projects, milestonesToo: false, gatesElsewhere: new Set(['P']) }
  expect(titles(whole)).toEqual(['milestone Q x (decision, 15)'])
})

test.each<[string, Partial<PostponedFacts>, readonly string[]]>([
  ['a milestone that was to be told and is a gate since is decided on', {}, ['milestone P x (decision, 15)']],
  ['a gate that was put off comes back once', { kind: 'decision' }, ['milestone P x (decision, 15)']],
  ['what somebody asked about it stands', { question: 'Ready?' }, ['milestone P x (information, 5)']],
])('%s', (_, values, expected) => {
  const again: PostponedFacts = {
    ...{ key: 'B:1:4', title: 'milestone P x', kind: 'information', source: 'gate', project: 'P', isProposal: false },
    ...{ minutes: null, presenter: null, question: null, background: null, options: null, papers: null, ...values },
  }
  const projects = [project('P', { milestones: [gate()] })]
  expect(titles({ projects, postponed: [again] })).toEqual(expected)
})

test('overdue actions are one item, the oldest first; what is due on the day is not late', () => {
  const action = (number: string, dueOn: string) => ({ number, title: '', owner: null, dueOn })
  const actions = [action('A-2', '2026-12-01'), action('A-3', '2026-12-10'), action('A-1', '2026-11-30')]
  const [item] = foundItems(facts({ actions }), words)
  expect([item?.sourceKey, item?.background, item?.presenter]).toEqual(['actions', 'A-1\nA-2', 's'])
  expect(titles({ actions: [action('A-3', '2026-12-10')] })).toEqual([])
})

test('minutes to approve, and what was put off with all that it said', () => {
  const old = { project: 'P', presenter: 'm', question: 'q', background: null, options: '{}', papers: '[]' }
  const postponed = [
    {
      key: 'B:1:4',
      title: 'Budget',
      kind: 'decision',
      source: 'person',
      minutes: null,
      isProposal: false,
      ...old,
    } as const,
  ]
  const [minutes, again] = foundItems(facts({ minutes: [{ meeting: 'B:1', number: 1 }], postponed }), words)
  expect([minutes?.sourceKey, minutes?.title]).toEqual(['minutes:B:1', 'minutes 1'])
  expect(again).toMatchObject({ sourceKey: 'item:B:1:4', minutes: 15, question: 'q', options: '{}', papers: '[]' })
})

test('what comes back from an earlier meeting stands for what would be found anew, and not for another question', () => {
  const again = {
    minutes: null,
    presenter: null,
    background: null,
    options: null,
    papers: null,
    isProposal: false,
    project: 'P',
  }
  const from = (source: 'redProject' | 'decisionRequested', question: string | null) =>
    ({ ...again, key: `B:1:${source}`, title: `again ${source}`, kind: 'decision', source, question }) as const
  const asking = (question: string) => [project('P', { report: red(question) })]
  expect(titles({ projects: [project('P', { report: red() })], postponed: [from('redProject', null)] })).toEqual([
    'again redProject (decision, 10)',
  ])
  const money = from('decisionRequested', 'Money')
  expect(titles({ projects: asking('Money'), postponed: [money] })).toEqual(['again decisionRequested (decision, 15)'])
  expect(titles({ projects: asking('Time'), postponed: [money] })).toEqual([
    'again decisionRequested (decision, 15)',
    'decision P (decision, 15)',
  ])
})

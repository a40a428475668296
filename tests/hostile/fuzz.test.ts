import fc from 'fast-check'
import { Milestones } from '../../src/lists/milestones'
import { Projects } from '../../src/lists/projects'
import { type Stack, startStack } from '../kit/stack'
import { fillPortfolio, OPEN } from './hidden-portfolio'
import { everyRoute, INSIDES, rowsOf } from './requests'

let stack: Stack
const tokens = new Map<string, string>()

beforeAll(async () => {
  stack = await startStack()
  await fillPortfolio(stack)
  for (const name of PEOPLE) tokens.set(name, await stack.as(name).token())
  await stack.as('Inès Vandamme').post('/api/cycles', { code: '2026-11', cutOff: '2026-12-01T16:00:00Z' })
  await stack.ctx.outbox.drained()
})
afterAll(() => stack.close())

/** Replay a failure with `FUZZ_SEED`; the seed of every run is printed. */
const seed = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31))
const RUNS = 500
const PEOPLE = ['Inès Vandamme', 'Nora Pirard', 'Thomas Roevens'] as const

const NASTY = [
  '',
  ' ',
  '\u0000',
  '\r\nX-Injected: 1',
  '\u202egpj.exe',
  '\ud800',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  '..%2f..',
  "' or 1 eq 1",
  '{{7*7}}',
  '<script>alert(1)</script>',
  '=cmd|"/c calc"!A1',
  '%00',
  'null',
  '-1',
  '1e999',
  '9999-12-31',
  '2026-02-30',
  '9999-12-31T23:59:59-12:00',
  '-000001-01-01T00:00:00Z',
  '2026-12-24T16:00:00Z',
  'x'.repeat(3_000),
  '[('.repeat(300),
] as const

/** Values that mean something here, so that a run gets past the first check. */
const KNOWN = [OPEN, `${OPEN}:1`, '2026-11', 'current', 'red', 'CAC', 'confidential', '"x,1"', 'fr', '2027-01-31']
const FIELDS = [
  ...['etag', 'patch', 'base', 'updates', 'number', 'title', 'programme', 'projectManager', 'phase', 'baselineEnd'],
  ...['approvedCost', 'priority', 'summary', 'forecastEnd', 'baselineDate', 'forecastDate', 'actualDate', 'code'],
  ...[
    'cutOff',
    'persons',
    'cycle',
    'unchanged',
    'fields',
    'overall',
    'comment',
    'reason',
    'language',
    'confidentiality',
  ],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'toleranceDays', 'lifecycle'],
]

const word = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...KNOWN) },
  { weight: 3, arbitrary: fc.constantFrom(...NASTY) },
  fc.string({ unit: 'binary', maxLength: 60 }),
)
const leaf = fc.oneof(word, fc.double(), fc.integer(), fc.boolean(), fc.constant(null))
const { body } = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, leaf, fc.array(tie('value'), { maxLength: 3 }), tie('body')),
  body: fc
    .array(fc.tuple(fc.constantFrom(...FIELDS), tie('value')), { maxLength: 6 })
    // Not through an object literal: `__proto__` must arrive as a key.
    .map((entries) => new Map(entries)),
}))

/** JSON that may repeat what `JSON.stringify` would never write, such as a `__proto__` key. */
const jsonOf = (value: unknown): string => {
  if (value instanceof Map)
    return `{${[...value].map(([key, inner]) => `${JSON.stringify(key)}:${jsonOf(inner)}`).join(',')}}`
  if (Array.isArray(value)) return `[${value.map(jsonOf).join(',')}]`
  return JSON.stringify(value) ?? 'null'
}

const QUERY = ['q', 'sort', 'group', 'etag', 'cycle', 'language', 'health', 'priority', 'programme', 'columns', 'view']
const request = fc.record({
  route: fc.constantFrom(...everyRoute.filter(({ path }) => path !== '/events')),
  who: fc.constantFrom(...PEOPLE),
  params: fc.array(word, { minLength: 2, maxLength: 2 }),
  query: fc.array(fc.tuple(fc.constantFrom(...QUERY), word), { maxLength: 3 }),
  body: fc.oneof({ weight: 4, arbitrary: body.map(jsonOf) }, leaf.map(jsonOf), fc.json()),
})

/** Requests that get past everything but the look at one value. */
const aimed = fc.record({
  value: fc.oneof({ weight: 4, arbitrary: word }, leaf),
  field: fc.constantFrom(
    'title',
    'summary',
    'baselineEnd',
    'approvedCost',
    'programme',
    'projectManager',
    'toleranceDays',
  ),
  target: fc.constantFrom(
    'project',
    'bulk',
    'create',
    'milestone',
    'new milestone',
    'report',
    'extend',
    'open',
    'publish',
  ),
})
type Aimed = typeof aimed extends fc.Arbitrary<infer T> ? T : never

const aim = ({ value, field, target }: Aimed): readonly ['POST' | 'PATCH', string, object] => {
  const etag = stack.ctx.lists.find(Projects, OPEN)?.$item.etag ?? ''
  const milestone = stack.ctx.lists.find(Milestones, `${OPEN}:1`)?.$item.etag ?? ''
  switch (target) {
    case 'project':
      return ['PATCH', `/projects/${OPEN}`, { etag, patch: { [field]: value }, base: { [field]: value } }]
    case 'bulk':
      return ['PATCH', '/projects', { updates: [{ number: OPEN, etag, patch: { [field]: value } }] }]
    case 'create':
      return ['POST', '/projects', { number: value, title: 'x', [field]: value }]
    case 'milestone':
      return ['PATCH', `/projects/${OPEN}/milestones/${OPEN}:1`, { etag: milestone, patch: { forecastDate: value } }]
    case 'new milestone':
      return ['POST', `/projects/${OPEN}/milestones`, { title: value, baselineDate: '2027-03-01', actualDate: value }]
    case 'report':
      return ['POST', `/projects/${OPEN}/report`, { cycle: 'current', fields: { overall: 'red', comment: value } }]
    case 'extend':
      return ['POST', '/cycles/current/extend', { cutOff: value }]
    case 'open':
      return ['POST', '/cycles', { code: value, title: value, cutOff: value }]
    case 'publish':
      return ['POST', '/cycles/2026-11/publish', { reason: value }]
  }
}

const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd')
const encoded = (text: string): string => encodeURIComponent(wellFormed(text)).replace(/^\.+$/, '%2e')

/** Sends a request and looks at the answer: expected, explained in the person's language, and nothing changed if refused. */
const judge = async (who: string, method: string, path: string, text: string): Promise<void> => {
  const before = rowsOf(stack)
  const answer = await fetch(`${stack.origin}/api${path}`, {
    method,
    headers: { Authorization: `Bearer ${tokens.get(who)}`, 'Content-Type': 'application/json' },
    ...(method === 'GET' ? {} : { body: text }),
  })
  const said = await answer.text()
  expect([answer.status < 500, answer.status, said.slice(0, 300)]).toEqual([true, answer.status, said.slice(0, 300)])
  expect(said.slice(0, 20_000)).not.toMatch(INSIDES)
  expect(answer.headers.get('X-Injected')).toBeNull()
  if (answer.status < 400) return
  expect(rowsOf(stack)).toBe(before)
  const refusal = Object(JSON.parse(said))
  if (answer.status === 409 && 'conflict' in refusal) return
  expect(refusal).toMatchObject({
    error: { code: expect.any(String), message: expect.any(String), requestId: answer.headers.get('X-Request-Id') },
  })
  const { message } = refusal.error
  expect(message).not.toMatch(/^\w+:[\w.-]+$|undefined|\[object/)
  expect(message).not.toMatch(who === 'Thomas Roevens' ? /[éèà’]|\bvous\b/i : /\b(the|you|your|not)\b/i)
}

test(`whatever comes in, the answer is an expected one (FUZZ_SEED=${seed})`, async () => {
  const tokens = new Map<string, string>()
  for (const name of ['Inès Vandamme', 'Nora Pirard', 'Thomas Roevens']) tokens.set(name, await stack.as(name).token())
  await fc.assert(
    fc.asyncProperty(aimed, async (given) => {
      await send(given.target === 'report' ? 'Nora Pirard' : 'Inès Vandamme', aim(given))
    }),
    { seed, numRuns: RUNS / 2, endOnFailure: true },
  )
  await fc.assert(
    fc.asyncProperty(request, async ({ route, who, params, query, body: text }) => {
      const [first = '', second = ''] = params
      const path = route.path.replace(/:(\w+)/g, (_, name: string) => encoded(name === 'key' ? second : first) || '-')
      const search = query.map(([name, value]) => `${name}=${encoded(value)}`).join('&')
      await judge(who, route.method, `${path}?${search}`, text)
    }),
    { seed, numRuns: RUNS, endOnFailure: true },
  )
})

test.each(['extend', 'open', 'milestone', 'new milestone', 'report', 'publish'] as const)(
  'no odd value breaks %s',
  async (target) => {
    const who = target === 'report' ? 'Nora Pirard' : 'Inès Vandamme'
    for (const value of NASTY) await send(who, aim({ value, field: 'title', target }))
  },
)

test.each(['project', 'create', 'bulk'] as const)('no odd value of a field breaks %s', async (target) => {
  for (const value of NASTY)
    for (const field of ['baselineEnd', 'title', 'summary', 'approvedCost'] as const)
      await send('Inès Vandamme', aim({ value, field, target }))
})

const send = (who: string, [method, path, values]: readonly [string, string, object]): Promise<void> =>
  judge(who, method, path, JSON.stringify(values))

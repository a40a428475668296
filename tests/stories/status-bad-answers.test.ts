import { en } from '../../src/i18n/en'
import { fr } from '../../src/i18n/fr'
import { ExceptionReports } from '../../src/lists/exception-reports'
import { Projects } from '../../src/lists/projects'
import { StatusCycles } from '../../src/lists/status-cycles'
import { StatusReports } from '../../src/lists/status-reports'
import { seededRandom } from '../../src/local-tenant/random'
import { cardData, textsOf } from '../kit/answers'
import { type Stack, startStack } from '../kit/stack'

/** Given in the failure, so that a run can be repeated: GOUVERNAIL_SEED=<number>. */
const seed = Number(process.env.GOUVERNAIL_SEED ?? 20_261_118)
const random = seededRandom(seed)
const pick = <T>(from: readonly [T, ...T[]]): T => from[Math.floor(random() * from.length)] ?? from[0]
const TRIES = 200

const french = { name: 'Julie Maréchaux', own: 'P-022', foreign: 'P-008', texts: fr.errors }
const english = { name: 'Jan Peeters', own: 'P-007', foreign: 'P-022', texts: en.errors }

interface Try {
  readonly cycle: string
  readonly project: string
  readonly fields: unknown
}

const long = (): string => 'x'.repeat(2001 + Math.floor(random() * 8000))
const field = (): string => pick(['comment', 'achieved', 'next', 'issues', 'decisionsRequested'])
const axis = (): string => pick(['overall', 'schedule', 'cost', 'scope', 'risk', 'resources', 'benefits'])
const notText = (): unknown => pick<unknown>([7, true, ['x'], { text: 'x' }])
const markup = (): string =>
  pick([
    '<script>alert(1)</script>',
    'bonjour <img src=x onerror=alert(1)>',
    '<b>gras</b>',
    '<!-- caché -->',
    '[cliquez](javascript:alert(1))',
    '![](https://evil.example/x.png)',
  ])

/** The kinds of bad answers: missing, oversized, wrong type, somebody else's project, closed cycle, markup. */
const kinds: readonly [string, (own: string, foreign: string) => Try][] = (
  [
    ['nothing at all', () => ({})],
    ['no overall health', () => ({ comment: 'Tout va bien.' })],
    ['blank overall health', () => ({ overall: pick(['', ' ', null]) })],
    [
      'health that does not exist',
      () => ({ overall: 'green', [axis()]: pick<unknown>(['vert', 'GREEN', 2, {}, [], true]) }),
    ],
    [
      'date that does not exist',
      () => ({
        overall: 'green',
        forecastEnd: pick<unknown>(['2027-02-30', '31/04/2027', 'demain', 20270101, '0001-01-01']),
      }),
    ],
    ['end before the start', () => ({ overall: 'green', forecastEnd: '2001-01-01' })],
    [
      'amount that is none',
      () => ({
        overall: 'green',
        forecastCost: pick<unknown>([-1, '-1', 'cher', '1e30', '99999999999999999', [], {}]),
      }),
    ],
    [
      'progress that is none',
      () => ({ overall: 'green', percentComplete: pick<unknown>([101, -1, '12,5', 'presque', {}]) }),
    ],
    ['text of the wrong type', () => ({ overall: 'green', [field()]: notText() })],
    ['oversized text', () => ({ overall: 'green', [field()]: long() })],
    ['markup', () => ({ overall: 'green', [field()]: markup() })],
    [
      'field that is not in the form',
      () => ({ overall: 'green', [pick(['state', 'answeredBy', 'computedHealth', 'reportKey'])]: 'published' }),
    ],
    ['worse without a comment', () => ({ overall: 'red', risk: 'red', comment: pick(['', '  ', null]) })],
  ] as const
).map(([name, fields]) => [name, (project) => ({ cycle: '2026-11', project, fields: fields() })])

const elsewhere: readonly [string, (own: string, foreign: string) => Try][] = [
  ['somebody else’s project', (_, foreign) => ({ cycle: '2026-11', project: foreign, fields: { overall: 'green' } })],
  [
    'project that does not exist',
    () => ({ cycle: '2026-11', project: pick(['P-999', 'p-022', '../P-022', '%']), fields: { overall: 'green' } }),
  ],
  ['closed cycle', (own) => ({ cycle: '2026-09', project: own, fields: { overall: 'green' } })],
  [
    'cycle that does not exist',
    (own) => ({ cycle: pick(['2031-01', 'x', '2026-11/..']), project: own, fields: { overall: 'green' } }),
  ],
]

let stack: Stack
beforeAll(async () => {
  stack = await startStack({ seed: true })
  await stack.as('Inès Vandamme').post('/api/cycles')
  await stack.outbox.drained(20_000)
})
afterAll(() => stack.close())

const rows = (): unknown =>
  [StatusReports, Projects, ExceptionReports, StatusCycles].map((list) => stack.ctx.lists.all(list))

/** Texts of refusals as patterns: what stands in braces is filled in. */
const isRefusal = (texts: Readonly<Record<string, string>>, said: string): boolean =>
  Object.values(texts).some((text) => {
    const parts = text.split(/{{\w+}}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    return new RegExp(parts.join('.*'), 's').test(said)
  })

test(`${TRIES} random bad answers leave the lists untouched and are refused in the person’s language`, async () => {
  const before = rows()
  const wrong: string[] = []
  for (let count = 0; count < TRIES; count++) {
    const who = count % 3 === 0 ? english : french
    const [kind, make] = [...kinds, ...elsewhere][count % (kinds.length + elsewhere.length)] ?? kinds[0] ?? ['', null]
    if (!make) throw new Error('no kinds of bad answers')
    const bad = make(who.own, who.foreign)
    const through = random() < 0.5 ? 'HTTP' : 'bot'
    const said = through === 'HTTP' ? await overHttp(who.name, bad) : await overBot(who.name, bad)
    if (!isRefusal(who.texts, said))
      wrong.push(`${kind} by ${through}, ${JSON.stringify(bad).slice(0, 200)}: ${said.slice(0, 300)}`)
  }
  expect({ seed, wrong }).toEqual({ seed, wrong: [] })
  expect(stack.outbox.pending()).toBe(0)
  await stack.door.lists.syncNow()
  expect(rows()).toEqual(before)
})

const overHttp = async (name: string, { cycle, project, fields }: Try): Promise<string> => {
  const { status, body } = await stack
    .as(name)
    .post<{ error?: { message: string } }>(`/api/projects/${encodeURIComponent(project)}/report`, { cycle, fields })
  return status >= 400 && status < 500 ? (body.error?.message ?? '') : `${status}`
}

const overBot = async (name: string, { cycle, project, fields }: Try): Promise<string> => {
  const reply = await stack.chat.invoke(name, 'status.save', cardData(cycle, project, Object(fields)))
  return [...textsOf(reply.body), JSON.stringify(reply.body)].join('\n')
}

test.each([
  [french, 'La demande n’a pas la forme attendue : son contenu n’est pas lisible.'],
  [english, 'The request is not in the expected form: its content cannot be read.'],
])('what is no answer at all is refused in words', async ({ name, own }, words) => {
  const { status, body } = await stack.as(name).post(`/api/projects/${own}/report`, { overall: 'purple' })
  expect(status).toBe(422)
  expect(JSON.stringify(body).replaceAll('\u00a0', ' ')).toContain(words)
})

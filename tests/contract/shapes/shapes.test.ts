import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { declared, notCompared } from './declared'
import { listProductions } from './lists'
import { officeProductions } from './office'
import { type Produced, type Producing, type Production, producedOf, startProducing } from './producing'
import { serviceProductions } from './service'
import { type Deviation, deviations, shapeOf } from './shape'

/**
 * What the local tenant answers, beside what Microsoft’s services have answered: every property of an example is there with the same
 * type, or is declared to be missing. Skipped where the collected answers are not beside the repository.
 */
const FOLDER = process.env.GRAPH_EXAMPLES ?? join(__dirname, '../../../../shared/graph-examples')
const beside = existsSync(FOLDER)
const real = beside ? describe : describe.skip
const productions: readonly Production[] = [...listProductions, ...serviceProductions, ...officeProductions]

const nameOf = ({ example, at }: Production): string => [example, ...at].join(' ')

interface Example {
  readonly status: number | null
  readonly headers: readonly string[]
  readonly code: unknown
  readonly body: unknown
}

const exampleOf = ({ example, at, statusOnly }: Production): Example => {
  const file: unknown = JSON.parse(readFileSync(join(FOLDER, `${example}.json`), 'utf8'))
  const holder: unknown = at.reduce<unknown>((inner, name) => Reflect.get(Object(inner), name), file)
  if (holder === undefined) throw new Error(`${example} has nothing at ${at.join(' ')}`)
  const { status, headers, body, code, message } = Object(holder)
  // Bare refusals are told by code and message alone, and what is no answer at all stands for itself.
  const refusal = code === undefined && message === undefined ? null : { error: { code, message } }
  const isAnswer = status !== undefined || body !== undefined || refusal !== null
  const whole = body ?? (isAnswer ? refusal && JSON.parse(JSON.stringify(refusal)) : holder)
  return {
    status: typeof status === 'number' ? status : null,
    headers: Object.keys(headers ?? {}),
    code: Object(Object(whole).error).code,
    body: statusOnly ? null : whole,
  }
}

/** Where an answer stands in a file: whatever has a status, a body or the code of a refusal, outside requests. */
const answersIn = (value: unknown, place: string): readonly string[] => {
  if (typeof value !== 'object' || value === null) return []
  const asks = 'response' in value
  if (!asks && !Array.isArray(value) && ['status', 'body', 'code'].some((name) => name in value)) return [place]
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'request' || name === 'expected_response' ? [] : answersIn(inner, `${place} ${name}`),
  )
}

const compare = (example: Example, ours: Produced): readonly Deviation[] => [
  ...(example.status === null || example.status === ours.status
    ? []
    : [{ path: 'status', what: `${ours.status} instead of ${example.status}` }]),
  ...example.headers
    .filter((name) => !ours.headers?.has(name))
    .map((name) => ({ path: `header ${name}`, what: 'missing' })),
  ...(example.code === undefined || example.code === Object(Object(ours.body).error).code
    ? []
    : [{ path: 'code', what: `${Object(Object(ours.body).error).code} instead of ${String(example.code)}` }]),
  ...(example.body === null ? [] : deviations(shapeOf(example.body), shapeOf(ours.body))),
]

real(
  beside ? 'answers beside Microsoft’s own' : 'answers beside Microsoft’s own (not here: ../shared/graph-examples)',
  () => {
    let on: Producing
    const used = new Set<string>()
    let compared = 0
    let properties = 0

    beforeAll(async () => {
      on = await startProducing()
    })
    beforeEach(() => on.client.tenant.faults.clear())
    afterAll(async () => {
      await on.client.close()
      process.stdout.write(
        `\nResponse shapes: ${compared} answers compared with those of Microsoft, ${properties} properties; ${used.size} declared deviations\n`,
      )
    })

    test.each(productions.map((production) => [nameOf(production), production] as const))(
      '%s',
      async (name, production) => {
        const example = exampleOf(production)
        const found = compare(example, producedOf(await production.produce(on)))
        compared += 1
        properties += example.body === null ? 0 : shapeOf(example.body).size
        const undeclared = found.filter(({ path }) => {
          const key = `${name}: ${path}`
          if (declared[key] === undefined) return true
          used.add(key)
          return false
        })
        expect(undeclared).toEqual([])
      },
    )

    test('every example is compared or declared, and every declaration is needed', () => {
      const files = readdirSync(FOLDER).map((name) => name.replace('.json', ''))
      const covered = new Set(productions.map(({ example }) => example))
      expect(files.filter((name) => !covered.has(name))).toEqual([])
      const places = files.flatMap((name) =>
        answersIn(JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')), name),
      )
      const named = new Set(productions.map(nameOf))
      expect(places.filter((place) => !named.has(place) && notCompared[place] === undefined)).toEqual([])
      expect(Object.keys(notCompared).filter((place) => !places.includes(place) || named.has(place))).toEqual([])
      expect(Object.keys(declared).filter((key) => !used.has(key))).toEqual([])
    })
  },
)

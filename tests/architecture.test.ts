import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Who may import whom. A folder may import itself and what its line names; `slices` stands for every capability folder of
 * `src`. A folder that no line names fails the test, so that a new capability is a decision and not an accident.
 */
const slices = [
  'src/status',
  'src/projects',
  'src/portfolio',
  'src/reports',
  'src/imports',
  'src/settings',
  'src/calendar',
  'src/backup',
  'src/privacy',
  'src/committees',
]
const ground = ['src/lists', 'src/access', 'src/i18n', 'src/context.ts', 'src/ports', 'src/route.ts', 'src/folders']

const table: Readonly<Record<string, readonly string[]>> = {
  'src/lists': [],
  'src/folders': [],
  'src/identity': [],
  'src/i18n': [],
  'src/access': ['src/lists'],
  'src/context.ts': ['src/lists', 'src/access', 'src/ports', 'src/reports', 'src/scheduling', 'src/i18n'],
  'src/ports': [
    'src/lists',
    'src/access',
    'src/context.ts',
    'src/status',
    'src/reports',
    'src/committees',
    'src/scheduling',
  ],
  'src/route.ts': ['src/access', 'src/context.ts'],
  ...Object.fromEntries(slices.map((slice) => [slice, [...ground, ...slices]])),
  'src/committees': [...ground, ...slices, 'src/scheduling'],
  'src/demo': ['src/lists', 'src/context.ts', 'src/ports', 'src/status', 'src/committees'],
  'src/telemetry': [],
  'src/graph': ['src/lists', 'src/context.ts', 'src/ports', 'src/telemetry', 'src/folders'],
  'src/jobs': ['src/lists', 'src/context.ts', 'src/ports', 'src/access', 'src/telemetry', 'src/folders'],
  'src/scheduling': [],
  'src/local-tenant': [],
  'src/server': [
    ...ground,
    ...slices,
    'src/scheduling',
    'src/demo',
    'src/graph',
    'src/jobs',
    'src/local-tenant',
    'src/telemetry',
    'src/identity',
    'bot',
  ],
  'src/cli': [...ground, ...slices, 'src/demo', 'src/graph', 'src/jobs', 'src/local-tenant', 'src/server', 'bot'],
  bot: [...ground, ...slices, 'src/telemetry', 'src/identity'],
  tabs: [...ground, ...slices],
  bench: [
    ...ground,
    ...slices,
    'src/scheduling',
    'src/demo',
    'src/graph',
    'src/jobs',
    'src/local-tenant',
    'src/server',
    'src/cli',
    'bot',
    'tests/kit',
  ],
}

const homes = Object.keys(table)
const homeOf = (path: string): string | undefined => homes.find((home) => path === home || path.startsWith(`${home}/`))

interface Module {
  readonly source: string
  readonly dependencies: readonly {
    readonly resolved: string
    readonly circular: boolean
    readonly dependencyTypes: readonly string[]
  }[]
}

let modules: readonly Module[] = []

beforeAll(() => {
  const root = join(__dirname, '..')
  const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const folders = ['src', 'bot', 'tabs', 'bench'].filter((folder) => existsSync(join(root, folder)))
  const flags = ['--no-config', '--ts-pre-compilation-deps', '--do-not-follow', 'node_modules', '--output-type', 'json']
  const json = execFileSync(process.execPath, [cruiser, ...folders, ...flags], {
    cwd: root,
    maxBuffer: 256 * 1024 * 1024,
    encoding: 'utf8',
  })
  modules = JSON.parse(json).modules
})

const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path)
const isSource = (path: string): boolean => /\.(m?tsx?|js)$/.test(path) && !path.includes('node_modules')
const edges = (): { from: string; to: string }[] =>
  modules
    .filter((module) => isSource(module.source) && !isTest(module.source))
    .flatMap((module) => module.dependencies.map((dependency) => ({ from: module.source, to: dependency.resolved })))

test('every source file has a home in the table', () => {
  const homeless = modules.map((module) => module.source).filter((path) => isSource(path) && homeOf(path) === undefined)
  expect(homeless.filter((path) => !path.startsWith('tests/'))).toEqual([])
  expect(modules.length).toBeGreaterThan(50)
})

test('imports follow the table', () => {
  const wrong = edges().filter(({ from, to }) => {
    const home = homeOf(from)
    if (home === undefined || !isSource(to)) return false
    const target = homeOf(to) ?? (to.startsWith('tests/kit/') ? 'tests/kit' : undefined)
    return target !== undefined && target !== home && !table[home]?.includes(target)
  })
  expect(wrong.map(({ from, to }) => `${from} → ${to}`)).toEqual([])
})

test('botbuilder is the yardstick of the bench alone, office file writers in reports and portfolio, and tabs take no server library', () => {
  const library = (name: string, allowed: readonly string[]): string[] =>
    edges()
      .filter(
        ({ from, to }) => to.includes(`node_modules/${name}/`) && !allowed.some((home) => from.startsWith(`${home}/`)),
      )
      .map(({ from }) => `${from} → ${name}`)
  expect([
    ...library('botbuilder', ['bench']),
    ...library('botframework-connector', ['bench']),
    ...library('pptxgenjs', ['src/reports']),
    ...library('docx', ['src/reports']),
    ...library('@microsoft/microsoft-graph-client', ['src/graph']),
    ...library('pg-boss', ['src/jobs']),
    ...library('@opentelemetry', ['src/telemetry']),
    ...library('highs', ['src/scheduling/solver']),
    ...edges()
      .filter(
        ({ from, to }) => from.startsWith('tabs/') && /node_modules\/(zod|luxon|pg|express|exceljs|pino)\//.test(to),
      )
      .map(({ from, to }) => `${from} → ${to}`),
  ]).toEqual([])
})

test('nothing in the source imports in a circle', () => {
  const circular = modules.flatMap((module) =>
    module.dependencies
      .filter(({ circular: isCircular, dependencyTypes }) => isCircular && !dependencyTypes.includes('type-only'))
      .map((dependency) => `${module.source} → ${dependency.resolved}`),
  )
  expect(circular).toEqual([])
})

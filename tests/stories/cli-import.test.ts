import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Workbook } from 'exceljs'
import { Projects } from '../../src/lists/projects'
import { StatusReports } from '../../src/lists/status-reports'
import { gouvernail } from '../kit/commands'
import { type Stack, startStack } from '../kit/stack'

/** An officer imports a portfolio kept in Excel from a shell: inspect, try, run, and take it back. */
let stack: Stack
let folder: string
const file = (name: string): string => join(folder, name)
const command = (...args: readonly string[]) =>
  gouvernail({ context: async () => stack.ctx, door: async () => stack.door }, ...args)

beforeAll(async () => {
  stack = await startStack()
  folder = await mkdtemp(join(tmpdir(), 'import-'))
  const workbook = new Workbook()
  const sheet = workbook.addWorksheet('Portefeuille')
  sheet.addRows([
    ['Nom du projet', 'Direction', 'Feu', 'Date de fin', 'Budget approuvé'],
    ['Guichet unique', 'Culture', 'Orange', new Date('2027-05-31T00:00:00Z'), 1_450_000.5],
    ['Paie', 'Personnel', 'Rouge', 'à fixer', { formula: '2*10', result: 20 }],
    ['', 'Culture', 'Vert', new Date('2027-01-01T00:00:00Z'), 5],
  ])
  await workbook.xlsx.writeFile(file('portefeuille-2026-10.xlsx'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
  await stack.close()
})

test('inspect proposes how to read the workbook and saves it where it is told', async () => {
  const source = file('portefeuille-2026-10.xlsx')
  const seen = await command('import', 'inspect', source, '--out', file('m.json'), '--json')
  expect([seen.code, seen.complaints, seen.lines]).toEqual([0, [], []])
  expect(seen.json).toMatchObject({ encoding: 'xlsx', delimiter: null, orientation: 'rows', records: 3 })
  expect(JSON.parse(await readFile(file('m.json'), 'utf8'))).toMatchObject({ cycle: { code: '2026-10' } })
  const told = await command('import', 'inspect', source)
  expect([told.code, told.json]).toEqual([0, undefined])
  expect(told.lines.join('\n')).toContain('project.forecastEnd')
})

test('a trial writes nothing and reports every cell; the run writes what the trial announced', async () => {
  const args = ['import', 'run', file('portefeuille-2026-10.xlsx'), '--mapping', file('m.json')]
  const trial = await command(...args, '--dry-run', '--json')
  expect(trial.code).toBe(0)
  expect(trial.json).toMatchObject({
    batch: null,
    dryRun: true,
    projects: { created: 2 },
    rejected: [{ row: 4, reason: 'no-name' }],
    unread: [{ row: 3, column: 4, value: 'à fixer', reason: 'not-a-date' }],
  })
  expect(stack.ctx.lists.all(Projects)).toEqual([])

  const run = await command(...args)
  expect([run.code, run.complaints]).toEqual([0, []])
  const words = run.lines.join('\n')
  expect(words).toContain('2 créés')
  expect(words).toContain('à fixer')
  const stored = stack.ctx.lists
    .all(Projects)
    .map(({ title, forecastEnd, approvedCost }) => [title, forecastEnd, approvedCost])
  expect(stored).toEqual([
    ['Guichet unique', '2027-05-31', 1_450_000.5],
    ['Paie', null, 20],
  ])
  expect(stack.ctx.lists.all(StatusReports).map(({ overall }) => overall)).toEqual(['amber', 'red'])
})

test('undo takes the batch back once; a second time, and anything unknown, is refused with status 2', async () => {
  const again = await command('import', 'run', file('portefeuille-2026-10.xlsx'), '--mapping', file('m.json'), '--json')
  const batch = String(Reflect.get(Object(again.json), 'alreadyImported'))
  const undone = await command('import', 'undo', batch, '--json')
  expect(undone.code).toBe(0)
  expect(undone.json).toMatchObject({ batch, removed: { Projects: 2, StatusReports: 2 }, kept: [] })
  expect(stack.ctx.lists.all(Projects)).toEqual([])
  const twice = await command('import', 'undo', batch)
  expect([twice.code, twice.complaints]).toEqual([2, [`Le lot ${batch} est déjà annulé.`]])
})

const refused: readonly (readonly [string, () => readonly string[], RegExp])[] = [
  ['no verb', () => ['import'], /^Usage/],
  ['an unknown command', () => ['exporter'], /^Usage/],
  ['an unknown option', () => ['import', 'inspect', 'x', '--fast'], /--fast/],
  ['a missing file', () => ['import', 'inspect', file('absent.csv')], /introuvable/],
  ['a mapping that is no JSON', () => ['import', 'run', file('note.txt'), '--mapping', file('note.txt')], /JSON/],
  ['a batch nobody knows', () => ['import', 'undo', 'IMP-0'], /inconnu/],
]

test.each(refused)('%s is refused with status 2, in words', async (_case, args, words) => {
  await writeFile(file('note.txt'), 'rien')
  const run = await command(...args())
  expect(run.code).toBe(2)
  expect(run.lines).toEqual([])
  expect(run.complaints.join('\n')).toMatch(words)
})

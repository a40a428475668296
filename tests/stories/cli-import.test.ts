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
  workbook.addWorksheet('Lisez-moi').addRow(['Une ligne par projet.'])
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
  expect(seen.json).toMatchObject({ sheet: 'Portefeuille', otherSheets: ['Lisez-moi'] })
  expect(JSON.parse(await readFile(file('m.json'), 'utf8'))).toMatchObject({ cycle: { code: '2026-10' } })
  const told = await command('import', 'inspect', source)
  expect([told.code, told.json]).toEqual([0, undefined])
  const words = told.lines.join('\n')
  expect(words).toMatch(/1 autre feuille.*\n {2}Lisez-moi/)
  expect(words).toMatch(/project\.forecastEnd {2}\(dateOrder: "dmy"\)/)
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
  expect(words).toMatch(/Projets créés\s: 2,/)
  expect(words).toContain('à fixer')
  expect(words).toContain('Lisez-moi')
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
  ['an unknown option', () => ['import', 'inspect', 'x', '--fast'], /^Option inconnue\s: --fast\nUsage.*import/],
  ['an option without its value', () => ['import', 'run', 'x', '--mapping'], /^Option sans la valeur.*--mapping/],
  ['an argument too many', () => ['doctor', 'vite'], /^Argument en trop\s: vite\nUsage/],
  [
    'a folder to write a mapping into',
    () => ['import', 'inspect', file('note.txt'), '--out', folder],
    /Impossible d’écrire/,
  ],
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

describe('a mapping that does not fit', () => {
  const columns = [
    { column: 1, header: 'Nom du projet', to: 'project.title' },
    { column: 2, header: 'Feu', to: 'report.overall' },
  ]
  const cycle = { code: '2026-10', title: 'octobre' }
  const tried = async (mapping: object, content = 'Nom du projet;Feu\nPaie;vert\n', ...options: readonly string[]) => {
    await writeFile(file('essai.csv'), content)
    await writeFile(file('essai.json'), JSON.stringify({ orientation: 'rows', cycle, columns, ...mapping }))
    return command('import', 'run', file('essai.csv'), '--mapping', file('essai.json'), ...options)
  }

  test.each([
    [
      'made for another file',
      {},
      'Direction;Nom du projet;Feu\nPaie;Culture;vert\n',
      /colonne 1 s’appelle «\sDirection/,
    ],
    ['of more columns than the file has', {}, 'Nom du projet\nPaie\n', /colonne 2 n’existe pas/],
    ['without a cycle', { cycle: null }, undefined, /quelle campagne/],
    ['with a key that means nothing', { columns: [{ ...columns[0], dateOder: 'mdy' }] }, undefined, /dateOder/],
    ['in words of the person', { orientation: 'diagonal' }, undefined, /Option invalide/],
  ])('%s is refused, and nothing is written', async (_case, mapping, content, words) => {
    const run = await tried(mapping, content)
    expect([run.code, run.lines]).toEqual([2, []])
    expect(run.complaints.join()).toMatch(words)
    expect(stack.ctx.lists.all(Projects)).toEqual([])
  })

  test('what the person says of the delimiter and the encoding is what the file is read with', async () => {
    const odd = 'Nom du projet|Feu, et rien, que, le, feu\nPaie, primes, soldes, avances, rappels|vert\n'
    const header = 'Feu, et rien, que, le, feu'
    const named = { delimiter: '|', columns: [columns[0], { ...columns[1], header }] }
    const read = await tried(named, odd, '--dry-run', '--json')
    expect(read).toMatchObject({ code: 0, json: { projects: { created: 1 }, unread: [] } })
    expect(await tried({ ...named, delimiter: ',' }, odd)).toMatchObject({ code: 2 })
    // Saved anew with another delimiter, it is the same table.
    expect(await tried({ delimiter: ',' }, undefined, '--dry-run')).toMatchObject({ code: 0 })
    await writeFile(file('large.csv'), Buffer.from('Nom du projet;Feu\nŒuvres;vert\n', 'utf16le'))
    await tried({ encoding: 'utf-16le' }, undefined, '--dry-run')
    const again = await command('import', 'run', file('large.csv'), '--mapping', file('essai.json'), '--json')
    expect(again).toMatchObject({ code: 0, json: { projects: { created: 1 } } })
    expect(stack.ctx.lists.all(Projects).map(({ title }) => title)).toEqual(['Œuvres'])
    await command('import', 'undo', String(Reflect.get(Object(again.json), 'batch')))
  })

  test('a file of which no row can be used says why each was rejected', async () => {
    const run = await tried({}, 'Nom du projet;Feu\n;vert\n', '--json')
    expect(run).toMatchObject({ code: 2, json: { batch: null, rejected: [{ row: 2, reason: 'no-name' }] } })
    const told = await tried({}, 'Nom du projet;Feu\n;vert\n')
    expect(told.lines.join('\n')).toMatch(/ligne 2/)
  })
})

test('a cycle named in a cell becomes a code that can be a folder, or its row is rejected; no amount is endless', async () => {
  const rows = ['Paie;2017/18;9', 'Réseau;../x;1', 'Guichet;N/A - aucun coût.;1']
  await writeFile(file('campagnes.csv'), ['Nom du projet;Campagne;Budget', ...rows].join('\n'))
  const columns = [
    { column: 1, header: 'Nom du projet', to: 'project.title' },
    { column: 2, header: 'Campagne', to: 'cycle' },
    { column: 3, header: 'Budget', to: 'project.approvedCost', factor: 1e300 },
  ]
  await writeFile(file('campagnes.json'), JSON.stringify({ orientation: 'rows', cycle: null, columns }))
  const run = await command(
    'import',
    'run',
    file('campagnes.csv'),
    '--mapping',
    file('campagnes.json'),
    '--dry-run',
    '--json',
  )
  expect(run).toMatchObject({
    code: 0,
    json: {
      cycles: ['2017-18'],
      rejected: [
        { row: 3, reason: 'no-cycle', value: '../x' },
        { row: 4, reason: 'no-cycle' },
      ],
      unread: [{ row: 2, column: 3, reason: 'out-of-bounds' }],
    },
  })
})

test('a project that is recognised by its number under another name is told', async () => {
  const columns = [
    { column: 1, header: 'Numéro', to: 'project.number' },
    { column: 2, header: 'Nom du projet', to: 'project.title' },
  ]
  const imported = async (year: string, title: string) => {
    await writeFile(file('numeros.csv'), `Numéro;Nom du projet\nX-77;${title}\n`)
    const mapping = { orientation: 'rows', cycle: { code: year, title: year }, columns }
    await writeFile(file('numeros.json'), JSON.stringify(mapping))
    return command('import', 'run', file('numeros.csv'), '--mapping', file('numeros.json'))
  }
  expect((await imported('2025', 'Paie')).lines.join('\n')).not.toContain('autre nom')
  expect((await imported('2026', 'Soldes')).lines.join('\n')).toMatch(/1 projet reconnu.*\n {2}X-77 Paie → Soldes/)
})

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import JSZip from 'jszip'
import { Bodies } from '../../src/lists/bodies'
import { gouvernail } from '../kit/commands'
import { type Stack, startStack } from '../kit/stack'

/** Files of committees as they may not be, or only just. */
let stack: Stack
let folder: string
const file = (name: string): string => join(folder, name)
const command = (...args: readonly string[]) =>
  gouvernail({ context: async () => stack.ctx, door: async () => stack.door }, ...args)
const batchOf = (json: unknown): string => String(Reflect.get(Object(json), 'batch'))
const bodies = () => stack.ctx.lists.all(Bodies)

beforeAll(async () => {
  stack = await startStack()
  folder = await mkdtemp(join(tmpdir(), 'committees-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
  await stack.close()
})

test('codes in other letters are the same body, also of one that is there: SharePoint would refuse the second', async () => {
  await writeFile(
    file('cases.csv'),
    ['Code;Instance;Membre', 'CAS;Comité des cas;Isabelle Kinet', 'cas;;Nora Pirard'].join('\n'),
  )
  const run = await command('committees', 'import', file('cases.csv'), '--json')
  expect(run.json).toMatchObject({ bodies: { created: 1 }, memberships: { created: 2 }, rejected: [], unread: [] })
  await writeFile(file('cases-2.csv'), ['Code;Instance', 'Cas;Comité des casses'].join('\n'))
  const next = await command('committees', 'import', file('cases-2.csv'), '--json')
  expect(next.json).toMatchObject({ bodies: { created: 0, updated: 1 } })
  expect(stack.ctx.lists.find(Bodies, 'CAS')?.title).toBe('Comité des casses')
  for (const each of [next, run]) await command('import', 'undo', batchOf(each.json))
})

test('what comes back to its start or ends before it begins is said and left out; a ladder turned round is none of it', async () => {
  const lines = [
    'Code;Instance;Escalade vers;Instituée le;Dernier jour;Membre;Depuis;Jusqu’au',
    'L1;Comité un;L1;01/02/2026;31/01/2026;;;',
    'L2;Comité deux;L3;;;Isabelle Kinet;31/12/2026;01/01/2026',
    'L3;Comité trois;L2;;;Nora Pirard;1/2/2026;',
  ]
  await writeFile(file('echelle.csv'), lines.join('\n'))
  const run = await command('committees', 'import', file('echelle.csv'), '--json')
  expect(run.json).toMatchObject({
    bodies: { created: 3 },
    memberships: { created: 1 },
    rejected: [{ reason: 'ends-before-it-begins', value: 'Isabelle Kinet' }],
  })
  expect(Object(run.json).unread.map(({ value, reason }: Record<string, string>) => [value, reason])).toEqual([
    ['L1', 'circle'],
    ['L3', 'circle'],
    ['2026-01-31', 'out-of-bounds'],
  ])
  const ladder = () => ['L1', 'L2', 'L3'].map((code) => stack.ctx.lists.find(Bodies, code)?.escalatesTo)
  expect(ladder()).toEqual([null, null, 'L2'])
  await writeFile(file('retournee.csv'), ['Code;Escalade vers', 'L2;L3', 'L3;L1'].join('\n'))
  const turned = await command('committees', 'import', file('retournee.csv'), '--json')
  expect([Object(turned.json).unread, ladder()]).toEqual([[], [null, 'L3', 'L1']])
  for (const each of [turned, run]) await command('import', 'undo', batchOf(each.json))
})

test('a line of a table is not taken for its headings, however much it looks like them', async () => {
  await writeFile(
    file('dutch.csv'),
    ['Naam;Voorzitter;Opmerking', 'Comité de direction;Présidence du Gouvernement;Secrétariat'].join('\n'),
  )
  const run = await command('committees', 'import', file('dutch.csv'), '--dry-run', '--json')
  expect(run.json).toMatchObject({ bodies: { created: 0 }, rejected: [{ where: 'dutch.csv:2', reason: 'no-title' }] })
})

test.each([
  ['a list alone', ['- {code: Y1, nom: Comité Y, membres: [{nom: Isabelle Kinet, role: présidente}]}']],
  ['French names', ['\ufeffinstances:', '  - code: Y1', '    name: Comité Y', '    members: [{name: Isabelle Kinet}]']],
])('a YAML file may hold %s', async (_name, lines) => {
  await writeFile(file('y.yaml'), lines.join('\n'))
  const run = await command('committees', 'import', file('y.yaml'), '--dry-run', '--json')
  expect(run.json).toMatchObject({ bodies: { created: 1 }, memberships: { created: 1 }, rejected: [], unmapped: [] })
})

const broken: readonly (readonly [string, string, RegExp])[] = [
  ['x.yaml', 'bodies: [', /x\.yaml : .*YAML lisible/],
  ['y.yaml', 'projects: []', /forme attendue/],
  ['z.yaml', `a: &a [${'x,'.repeat(50)}]\nb: &b [${'*a,'.repeat(50)}]\nc: [${'*b,'.repeat(50)}]`, /YAML lisible/],
  ['vide.csv', '', /vide/],
]

test.each(broken)('%s is refused in words and changes nothing', async (name, content, words) => {
  await writeFile(file(name), content)
  const before = JSON.stringify(bodies())
  const run = await command('committees', 'import', file(name))
  expect(run.code).toBe(2)
  expect(run.complaints.join('\n').replace(/\s/g, ' ')).toMatch(words)
  expect(JSON.stringify(bodies())).toBe(before)
})

test('no file and no verb are refused with the usage', async () => {
  for (const args of [['committees'], ['committees', 'import'], ['committees', 'export', 'x']])
    expect(await command(...args)).toMatchObject({ code: 2, complaints: [expect.stringMatching(/^Usage/)] })
})

test('help is an answer and no refusal', async () => {
  const words = { code: 0, complaints: [], lines: [expect.stringMatching(/^Usage\s: gouvernail committees import/)] }
  expect(await command('committees', '--help')).toMatchObject(words)
  expect(await command('help', 'committees')).toMatchObject(words)
  expect(await command('--help')).toMatchObject({ code: 0, lines: [expect.stringMatching(/doctor/)] })
})

test('the kind of a body is read by the one word that tells it from others', async () => {
  const kinds = { Pilotage: 'steering', Direction: 'executive', Investissements: 'investment', Projet: 'project' }
  const lines = Object.keys(kinds).map((kind, index) => `K${index};Comité ${index};${kind}`)
  await writeFile(file('kinds.csv'), ['Code;Instance;Type', ...lines].join('\n'))
  const run = await command('committees', 'import', file('kinds.csv'), '--json')
  expect(run.json).toMatchObject({ bodies: { created: 4 }, unread: [] })
  expect(lines.map((_, index) => stack.ctx.lists.find(Bodies, `K${index}`)?.kind)).toEqual(Object.values(kinds))
  await command('import', 'undo', batchOf(run.json))
})

test('what is no workbook under the name of one is said to be none; a table of text under such a name is read', async () => {
  const odd = new TextEncoder().encode('<html><body>Erreur 502</body></html>')
  await writeFile(file('page.xlsx'), odd)
  await writeFile(file('coupe.xlsx'), Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 1, 2, 3]))
  await writeFile(file('ancien.xls'), Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]))
  const words = new JSZip()
  words.file('[Content_Types].xml', '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
  words.file('word/document.xml', '<w:document/>')
  await writeFile(file('note.xlsx'), await words.generateAsync({ type: 'uint8array' }))
  for (const name of ['page.xlsx', 'coupe.xlsx', 'ancien.xls', 'note.xlsx']) {
    const run = await command('committees', 'import', file(name))
    expect([name, run.code, run.complaints.join()]).toEqual([
      name,
      2,
      expect.stringContaining('ne se lit pas comme tel'),
    ])
    expect(run.complaints.join()).toContain(name)
  }
  await writeFile(file('table.xlsx'), ['Code;Instance', 'TXT;Comité en texte'].join('\n'))
  const run = await command('committees', 'import', file('table.xlsx'), '--dry-run', '--json')
  expect(run.json).toMatchObject({ bodies: { created: 1 } })
})

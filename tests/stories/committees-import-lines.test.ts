import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Workbook } from 'exceljs'
import { Bodies } from '../../src/lists/bodies'
import { Memberships } from '../../src/lists/committees/memberships'
import { gouvernail } from '../kit/commands'
import { idOf } from '../kit/personas'
import { type Stack, startStack } from '../kit/stack'

/** Lists of committees as administrations keep them: the same person on several lines, odd headings, names alone. */
let stack: Stack
let folder: string
beforeAll(async () => {
  stack = await startStack()
  folder = await mkdtemp(join(tmpdir(), 'committees-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
  await stack.close()
})

let files = 0
const run = async (lines: readonly string[], ending = 'csv', ...flags: readonly string[]) => {
  files += 1
  const path = join(folder, `liste-${files}.${ending}`)
  await writeFile(path, lines.join('\r\n'))
  const done = await gouvernail(
    { context: async () => stack.ctx, door: async () => stack.door },
    ...['committees', 'import', path, '--json', ...flags],
  )
  return { code: done.code, json: Object(done.json) }
}
const seats = (body: string) =>
  stack.ctx.lists
    .all(Memberships)
    .filter((each) => each.body === body)
    .map(({ name, role, voice, mandatory, from, until }) => [name, role, voice, mandatory, from, until].join(' '))
    .sort()

test('a chair named by a column and by a line is one seat, with the days of the line; a line that repeats itself is told', async () => {
  const { json } = await run([
    'Code;Instance;Présidence;Secrétariat;Membre;Rôle;Présence obligatoire;Depuis',
    'RE;Comité répété;Philippe Moreau;Isabelle Kinet;Philippe Moreau;Président;;01/02/2026',
    'RE;Comité répété;Philippe Moreau;Isabelle Kinet;Isabelle Kinet;;non;01/03/2026',
    'RE;Comité répété;Philippe Moreau;Isabelle Kinet;Nora Pirard;expert;;',
    'RE;Comité répété;Philippe Moreau;Isabelle Kinet;Nora Pirard;membre;oui;01/04/2026',
    'RE;Comité répété;Nora Pirard;Isabelle Kinet;Nora Pirard;observateur;;',
  ])
  expect(json).toMatchObject({
    rejected: [{ where: 'liste-1.csv:6', reason: 'member-repeated', value: 'Nora Pirard' }],
    merged: [{ where: 'liste-1.csv:5', name: 'Nora Pirard' }],
    unread: [{ where: 'liste-1.csv:6', value: 'Nora Pirard', reason: 'superseded' }],
    shared: [],
  })
  expect(seats('RE')).toEqual([
    'Isabelle Kinet secretary advice false 2026-03-01 ',
    'Nora Pirard expert advice true 2026-04-01 ',
    'Philippe Moreau chair vote true 2026-02-01 ',
  ])
  expect(stack.ctx.lists.find(Bodies, 'RE')?.chair).toBe(idOf('Philippe Moreau'))
})

test('a column gives the line of a person its role, and says which role of the line it replaces', async () => {
  const { json } = await run(
    ['Code;Instance;Présidence;Membre;Rôle', 'EX;Comité PRINCE2;Philippe Moreau;Philippe Moreau;Exécutif'],
    'csv',
    '--dry-run',
  )
  expect(json).toMatchObject({
    memberships: { created: 1 },
    rejected: [],
    unread: [{ name: 'Rôle', value: 'Exécutif', reason: 'superseded' }],
  })
})

test('what a later list does not say of a member stays: role, voice, presence, days and address', async () => {
  await run([
    'Code;Instance;Membre;Adresse;Rôle;Voix;Présence obligatoire;Depuis;Jusqu’au',
    'PA;Comité partiel;Philippe Moreau;;Président;;oui;01/02/2026;31/12/2026',
    'PA;Comité partiel;Isabelle Kinet;;membre;consultative;oui;01/02/2026;',
    'PA;Comité partiel;Zoé Externe;zoe@ext.example;Expert;;;;',
  ])
  const before = seats('PA')
  const { json } = await run([
    'Code;Membre;Depuis',
    'PA;Philippe Moreau;01/02/2026',
    'PA;Isabelle Kinet;',
    'PA;Zoé Externe;',
  ])
  expect(json).toMatchObject({ memberships: { created: 0, updated: 0, unchanged: 3 }, notInFile: [] })
  expect(seats('PA')).toEqual(before)
  const zoe = stack.ctx.lists.all(Memberships).filter(({ name }) => name === 'Zoé Externe')
  expect(zoe.map(({ mail }) => mail)).toEqual(['zoe@ext.example'])
})

test('a second chair is told, and the list shows the one who counts', async () => {
  await run(['Code;Instance;Présidence', 'DP;Comité à deux têtes;Philippe Moreau'])
  const { json } = await run(['Code;Membre;Rôle;Depuis', 'DP;Isabelle Kinet;Présidente;01/09/2026'])
  expect(json.shared).toEqual([{ body: 'DP', role: 'chair', names: ['Philippe Moreau', 'Isabelle Kinet'] }])
  expect(stack.ctx.lists.find(Bodies, 'DP')?.chair).toBe(idOf('Philippe Moreau'))
})

test('columns by their usual names in any order, below a title, with the hint of Excel and headings repeated on each page', async () => {
  const heads =
    'Code du comité;Nom du comité;Type de comité;Durée;Membre du comité;Prénom;E-mail du membre;Rôle du membre;Début de mandat'
  const lines = [
    'sep=;',
    'Composition des comités;;;;;;;;',
    '',
    heads,
    'OD;Comité odieux;Comité de pilotage;1h30;MOREAU;Philippe;;Présidente;01/02/2026',
    heads,
    'OD;Comité odieux;Comité de pilotage;1h30;Kinet Isabelle;;;Observatrice;',
    'OD;;;;;;nora.pirard@opnum.example;;',
  ]
  const { json } = await run([`\ufeff${lines[0]}`, ...lines.slice(1)])
  expect(json).toMatchObject({ rejected: [], unread: [], unmapped: [], withoutAccount: [] })
  expect(stack.ctx.lists.find(Bodies, 'OD')).toMatchObject({
    title: 'Comité odieux',
    kind: 'steering',
    durationMinutes: 90,
  })
  expect(seats('OD')).toEqual([
    'Isabelle Kinet observer advice false  ',
    'Nora Pirard member vote false  ',
    'Philippe Moreau chair vote true 2026-02-01 ',
  ])
})

test('a workbook with merged cells and the members of a body in one cell', async () => {
  const workbook = new Workbook()
  const sheet = workbook.addWorksheet('Feuil1')
  sheet.addRows([
    ['Instances de l’organisme', '', ''],
    ['Instance', 'Président(e)', 'Membres'],
    ['Comité des cellules', 'Philippe Moreau', 'Isabelle Kinet\nNora Pirard'],
    ['Comité des virgules', '', 'Isabelle Kinet, Philippe Moreau'],
  ])
  sheet.mergeCells('A1:C1')
  const bytes = Buffer.from(await workbook.xlsx.writeBuffer())
  const path = join(folder, 'cellules.xlsx')
  await writeFile(path, bytes)
  const opened = { context: async () => stack.ctx, door: async () => stack.door }
  const { json } = await gouvernail(opened, 'committees', 'import', path, '--json')
  expect(json).toMatchObject({ rejected: [], unread: [], unmapped: [], withoutAccount: [], bodies: { created: 2 } })
  expect(seats('COMITE-DES-CELLULES')).toHaveLength(3)
  expect(seats('COMITE-DES-VIRGULES')).toHaveLength(2)
})

test('YAML: anchors with merge keys, members by name alone, a chair with an address; what stands beside the bodies is told', async () => {
  const { code, json } = await run(
    [
      'défauts: &d',
      '  cadence: monthly',
      '  durationMinutes: 90',
      'bodies:',
      '  - <<: *d',
      '    code: YA',
      '    name: Comité des ancres',
      '    chair: {name: Philippe Moreau, mail: philippe.moreau@opnum.example}',
      '    members: &m [Isabelle Kinet, Nora Pirard]',
      '  - <<: *d',
      '    code: YB',
      '    name: Comité des renvois',
      '    cadence: quarterly',
      '    members: *m',
      '  - {code: YC, name: Comité des virgules, membres: "Isabelle Kinet, Nora Pirard", members: [{name: Philippe Moreau}]}',
      'personnes: []',
    ],
    'yaml',
  )
  expect(code).toBe(0)
  expect(json).toMatchObject({ bodies: { created: 3 }, rejected: [], unread: [], withoutAccount: [] })
  expect(json.unmapped).toEqual([
    { name: 'défauts', cells: 1 },
    { name: 'personnes', cells: 1 },
  ])
  expect(['YA', 'YB', 'YC'].map((body) => seats(body).length)).toEqual([3, 2, 3])
  expect(['YA', 'YB'].map((body) => stack.ctx.lists.find(Bodies, body)?.cadence)).toEqual(['monthly', 'quarterly'])
  expect(stack.ctx.lists.find(Bodies, 'YB')?.durationMinutes).toBe(90)
})

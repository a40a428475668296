import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Workbook } from 'exceljs'
import { Bodies } from '../../src/lists/bodies'
import { Memberships } from '../../src/lists/committees/memberships'
import { gouvernail } from '../kit/commands'
import { idOf } from '../kit/personas'
import { type Stack, startStack } from '../kit/stack'

/** An officer brings the committees of the organisation from a table, a YAML file, and those of a parliament. */
let stack: Stack
let folder: string
const file = (name: string): string => join(folder, name)
const command = (...args: readonly string[]) =>
  gouvernail({ context: async () => stack.ctx, door: async () => stack.door }, ...args)
const batchOf = (json: unknown): string => String(Reflect.get(Object(json), 'batch'))
const bodies = () => stack.ctx.lists.all(Bodies)
const memberships = () =>
  [...stack.ctx.lists.all(Memberships)].sort((a, b) => a.membershipKey.localeCompare(b.membershipKey))

const table = [
  [
    'Code',
    'Instance',
    'Type',
    'Cadence',
    'Quorum',
    'Majorité',
    'Escalade vers',
    'Membre',
    'Rôle',
    'Voix',
    'Depuis',
    'Couleur',
  ],
  [
    'CODIR',
    'Comité de direction',
    'CoDir',
    'mensuelle',
    '50 %',
    'simple',
    '',
    'Philippe Moreau',
    'Présidente',
    '',
    '01/02/2026',
    'bleu',
  ],
  [
    'CODIR',
    'Comité de Direction',
    '',
    'hebdomadaire',
    '',
    '',
    '',
    'isabelle.kinet@opnum.example',
    'membre',
    'délibérative',
    '',
    '',
  ],
  ['CODIR', '', '', '', '', '', '', 'Zoé Inconnue', 'expert', 'peut-être', '32/01/2026', ''],
  ['CODIR', '', '', '', '', '', '', 'Philippe Moreau', 'membre', '', '', ''],
  ['', 'Comité Réseau', 'comité de projet', 'parfois', '4', 'deux tiers', 'Comité de direction', '', '', '', '', ''],
  ['', '', 'CoPil', '', '', '', '', 'Luc Vanderstraeten', '', '', '', ''],
  ['FANTOME', '', '', '', '', '', '', 'Nora Pirard', '', '', '', ''],
]

beforeAll(async () => {
  stack = await startStack()
  folder = await mkdtemp(join(tmpdir(), 'committees-'))
  await writeFile(file('instances.csv'), table.map((row) => row.join(';')).join('\r\n'))
  const workbook = new Workbook()
  workbook.addWorksheet('Instances').addRows(table)
  await workbook.xlsx.writeFile(file('instances.xlsx'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
  await stack.close()
})

test('a trial reads every cell of a table and writes nothing', async () => {
  const trial = await command('committees', 'import', file('instances.csv'), '--dry-run', '--json')
  expect([trial.code, trial.complaints]).toEqual([0, []])
  expect(trial.json).toMatchObject({
    batch: null,
    bodies: { created: 2, updated: 0, unchanged: 0 },
    memberships: { created: 3 },
    withoutAccount: ['Zoé Inconnue'],
    unmapped: [{ name: 'Couleur', cells: 1 }],
  })
  const { rejected, unread } = Object(trial.json)
  expect(rejected.map((row: { where: string; reason: string }) => [row.where, row.reason])).toEqual([
    ['instances.csv:7', 'no-title'],
    ['instances.csv:8', 'unknown-body'],
    ['instances.csv:8', 'unknown-body'],
  ])
  expect(Object(trial.json).merged).toEqual([{ where: 'instances.csv:5', name: 'Philippe Moreau' }])
  expect(
    unread.map((cell: { where: string; value: string; reason: string }) => [cell.where, cell.value, cell.reason]),
  ).toEqual([
    ['instances.csv:3', 'Comité de Direction', 'superseded'],
    ['instances.csv:3', 'hebdomadaire', 'superseded'],
    ['instances.csv:4', 'peut-être', 'unknown-code'],
    ['instances.csv:4', '32/01/2026', 'not-a-date'],
    ['instances.csv:6', 'parfois', 'unknown-code'],
  ])
  expect(bodies()).toEqual([])
  const told = (await command('committees', 'import', file('instances.csv'), '--dry-run')).lines.join('\n')
  for (const words of ['rien n’a été écrit', 'Couleur (1)', 'Zoé Inconnue', 'répète un membre déjà cité'])
    expect(told).toContain(words)
})

test('the run writes it, from CSV or Excel alike; again it finds nothing to do; undo takes it back', async () => {
  const run = await command('committees', 'import', file('instances.csv'), '--json')
  expect(run.code).toBe(0)
  expect(
    bodies().map(({ code, kind, cadence, quorumShare, majority, chair }) => [
      code,
      kind,
      cadence,
      quorumShare,
      majority,
      chair,
    ]),
  ).toEqual([
    ['CODIR', 'executive', 'monthly', 50, 'simple', idOf('Philippe Moreau')],
    ['COMITE-RESEAU', 'project', null, null, 'twoThirds', null],
  ])
  expect(stack.ctx.lists.find(Bodies, 'COMITE-RESEAU')).toMatchObject({ quorumCount: 4, escalatesTo: 'CODIR' })
  const seats = memberships().map(({ person, name, role, voice, from }) => [person ?? name, role, voice, from])
  expect(seats).toEqual([
    [idOf('Isabelle Kinet'), 'member', 'vote', null],
    [idOf('Philippe Moreau'), 'chair', 'vote', '2026-02-01'],
    ['Zoé Inconnue', 'expert', 'advice', null],
  ])
  const same = await command('committees', 'import', file('instances.csv'), '--json')
  expect(same.json).toMatchObject({ batch: null, alreadyImported: batchOf(run.json) })
  const excel = await command('committees', 'import', file('instances.xlsx'), '--json')
  expect(excel.json).toMatchObject({
    batch: null,
    alreadyImported: null,
    bodies: { created: 0, updated: 0, unchanged: 2 },
    memberships: { created: 0, updated: 0, unchanged: 3 },
  })
  const undone = await command('import', 'undo', batchOf(run.json))
  expect(undone.lines.join('\n')).toContain('2 instances et 3 membres retirés')
  expect([bodies(), memberships()]).toEqual([[], []])
})

test('a workbook may keep its bodies in one sheet and their members in another; sheets that name no body are said', async () => {
  const workbook = new Workbook()
  workbook.addWorksheet('Lisez-moi').addRow(['Composition au 1er septembre'])
  workbook.addWorksheet('Instances').addRows([
    ['Code', 'Instance', 'Type'],
    ['COPIL-F', 'Comité Fibre', 'CoPil'],
  ])
  workbook.addWorksheet('Membres').addRows([
    ['Code', 'Membre', 'Rôle'],
    ['COPIL-F', 'Philippe Moreau', 'présidence'],
    ['COPIL-F', 'Isabelle Kinet', 'membre'],
    ['COPIL-F', 'Isabelle Kinet', 'membre'],
  ])
  await workbook.xlsx.writeFile(file('feuilles.xlsx'))
  const trial = await command('committees', 'import', file('feuilles.xlsx'), '--dry-run', '--json')
  expect(trial.json).toMatchObject({
    bodies: { created: 1 },
    memberships: { created: 2 },
    rejected: [],
    merged: [{ where: 'feuilles.xlsx!Membres:4', name: 'Isabelle Kinet' }],
    otherSheets: ['feuilles.xlsx!Lisez-moi'],
  })
  const told = (await command('committees', 'import', file('feuilles.xlsx'), '--dry-run')).lines.join('\n')
  expect(told).toContain('1 feuille sans colonne')
  expect(told).toContain('feuilles.xlsx!Lisez-moi')
  expect(bodies()).toEqual([])
})

test('our own YAML: bodies with their members, a later file that changes one row and leaves the others', async () => {
  const yaml = (role: string, more = ''): string => `
bodies:
  - code: CI
    nom: Comité d’investissement
    type: investment
    niveau: stratégique
    scrutin secret: oui
    membres:
      - nom: Rachid El Amrani
        rôle: ${role}
        depuis: 2026-01-01
${more}`
  await writeFile(file('a.yaml'), yaml('membre', '      - nom: Luc Vanderstraeten\n        depuis: 2026-01-01\n'))
  await writeFile(file('b.yml'), yaml('présidence'))
  await command('committees', 'import', file('a.yaml'))
  const later = await command('committees', 'import', file('b.yml'), '--json')
  expect(later.json).toMatchObject({
    bodies: { created: 0, updated: 1 },
    memberships: { created: 0, updated: 1, unchanged: 0 },
    notInFile: [{ body: 'CI', name: 'Luc Vanderstraeten' }],
  })
  expect(stack.ctx.lists.find(Bodies, 'CI')).toMatchObject({ secretBallot: true, chair: idOf('Rachid El Amrani') })
  expect(memberships().map(({ name, role }) => [name, role])).toEqual([
    ['Rachid El Amrani', 'chair'],
    ['Luc Vanderstraeten', 'member'],
  ])
})

test('rules and hours of a body are read as people write them; what is no hour is said', async () => {
  const lines = [
    'Code;Instance;Procurations;Conflit d’intérêts;Heures préférées;Heures exclues',
    'CRH;Comité RH;2;sort;9h–12h30, 14:00 - 16:00;midi',
  ]
  await writeFile(join(folder, 'regles.csv'), lines.join('\n'))
  const read = await command('committees', 'import', file('regles.csv'), '--json')
  expect(Object(read.json).unread).toMatchObject([{ value: 'midi', reason: 'unknown-code' }])
  expect(Object(read.json).unmapped).toEqual([])
  expect(stack.ctx.lists.find(Bodies, 'CRH')).toMatchObject({
    ...{ proxiesMax: 2, conflictRule: 'leaves', preferredHours: '09:00-12:30, 14:00-16:00', excludedHours: null },
  })
})

const EVERY_RULE = {
  ...{ preferredDays: ['monday', 'wednesday'], excludedDays: ['friday'], noticeDays: 15, packDays: 7 },
  ...{ quorumCount: 5, quorumShare: 50, quorumRoles: ['chair', 'secretary'], quorumProxies: true },
  ...{ quorumCheck: 'opening', lostQuorum: 'rejected', proxyHolders: 'attendees', absentHolder: 'chair' },
  ...{ majority: 'absolute', majorityBase: 'members', activeFrom: '2026-01-31', activeUntil: null },
} as const

test.each([
  [
    'table.csv',
    [
      'Code;Instance;Jours préférés;Jours exclus;Préavis;Délai du dossier;Quorum;Rôles requis;Procurations comptées au quorum;' +
        'Quorum vérifié;Vote sans quorum;Porteurs de procuration;Porteur absent;Majorité;Base de la majorité;Instituée le;Dernier jour',
      'R1;Comité des règles;lundi et mercredi;ven;15 jours;7;5 et 50 %;Présidence, Secrétariat;oui;À l’ouverture;Rejet;' +
        'toute personne présente;elle passe à la présidence;absolue;tous les votants;31/01/2026;un jour',
    ],
    ['un jour'],
  ],
  [
    'regles.yaml',
    [
      'bodies:',
      '  - code: R1',
      '    name: Comité des règles',
      '    preferredDays: [monday, wednesday]',
      '    excluded days: friday, dimanche',
      '    jours exclus: [friday]',
      '    noticeDays: 15',
      '    packDays: 7',
      '    quorum: 5 and 50 %',
      '    quorumRoles: [chair, secretary]',
      '    quorumProxies: true',
      '    quorumCheck: opening',
      '    lostQuorum: rejected',
      '    proxyHolders: attendees',
      '    absentHolder: chair',
      '    majority: absolute',
      '    majorityBase: members',
      '    activeFrom: 2026-01-31',
    ],
    ['friday, dimanche'],
  ],
])('every rule of a body can be told in %s; what cannot be read is said', async (name, lines, unread) => {
  await writeFile(file(name), lines.join('\n'))
  const run = await command('committees', 'import', file(name), '--json')
  expect(Object(run.json).unread.map(({ value }: { value: string }) => value)).toEqual(unread)
  expect(Object(run.json).unmapped).toEqual([])
  expect(stack.ctx.lists.find(Bodies, 'R1')).toMatchObject(EVERY_RULE)
  const again = await command('committees', 'import', file(name), '--dry-run', '--json')
  expect(again.json).toMatchObject({ bodies: { created: 0, updated: 0 } })
  await command('import', 'undo', batchOf(run.json))
})

test('the workbook that the page exports is imported again without a change', async () => {
  await writeFile(
    file('export.csv'),
    [
      'Code;Instance;Type;Niveau;Cadence;Membre;Rôle;Presence obligatoire',
      'EX;Comité export;CoPil;tactique;mensuelle;Isabelle Kinet;présidence;non',
    ].join('\n'),
  )
  const run = await command('committees', 'import', file('export.csv'), '--json')
  const exported = await stack
    .as('Inès Vandamme')
    .get('/api/bodies-export?cols=title,code,kind,level,cadence,chair,secretary,members,next')
  expect(exported.status).toBe(200)
  await writeFile(file('export.xlsx'), exported.bytes)
  const again = await command('committees', 'import', file('export.xlsx'), '--dry-run', '--json')
  expect(again.json).toMatchObject({
    bodies: { created: 0, updated: 0 },
    memberships: { created: 0, updated: 0 },
    rejected: [],
    unread: [],
  })
  await command('import', 'undo', batchOf(run.json))
})

const CONGRESS = join(__dirname, '../../../shared/data/congress')
const real = existsSync(CONGRESS) ? test : test.skip

/** Skipped where the public data set of the United States Congress is not beside the repository. */
real(
  'the committees of the United States Congress: 230 bodies, 3 879 seats, 528 people, nothing dropped',
  async () => {
    const files = ['committees-current.yaml', 'committee-membership-current.yaml'].map((name) => join(CONGRESS, name))
    const before = [bodies().length, memberships().length] as const
    const run = await command('committees', 'import', ...files, '--json')
    expect(run.json).toMatchObject({
      bodies: { created: 230 },
      memberships: { created: 3879 },
      rejected: [],
      unread: [],
    })
    const { withoutAccount, unmapped } = Object(run.json)
    expect(withoutAccount.length).toBeGreaterThan(520)
    expect(unmapped).toContainEqual({ name: 'party', cells: 3879 })
    expect(bodies().length - before[0]).toBe(230)
    const ours = memberships().filter(({ importBatch }) => importBatch === batchOf(run.json))
    expect([ours.length, new Set(ours.map(({ externalId }) => externalId)).size]).toEqual([3879, 528])
    expect(stack.ctx.lists.find(Bodies, 'HSAG15')).toMatchObject({
      title: 'Forestry and Horticulture',
      escalatesTo: 'HSAG',
    })
    expect(ours.filter(({ sourceRole }) => sourceRole === 'Ex Officio').every(({ voice }) => voice === 'advice')).toBe(
      true,
    )
    const again = await command('committees', 'import', ...[...files].reverse(), '--json')
    expect(again.json).toMatchObject({ bodies: { created: 0, updated: 0 }, memberships: { created: 0, updated: 0 } })
    const undone = await command('import', 'undo', batchOf(run.json), '--json')
    expect(undone.json).toMatchObject({ removed: { Bodies: 230, Memberships: 3879 }, kept: [] })
    expect([bodies().length, memberships().length]).toEqual(before)
  },
  240_000,
)

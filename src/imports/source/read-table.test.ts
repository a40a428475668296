import { Workbook } from 'exceljs'
import JSZip from 'jszip'
import { planImport } from '../plan-import'
import { headerScore } from './find-header'
import { proposeMapping } from './propose-mapping'
import { readTable } from './read-table'
import { recognise } from './targets'

/** Files as people keep them: titles above the headers, sheets that explain, percentages, encodings without a mark. */
const plan = async (bytes: Uint8Array | Buffer | string) => {
  const content = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : new Uint8Array(bytes)
  const read = await readTable(content, { likeness: headerScore })
  if (!read.ok) throw new Error(read.reason)
  const mapping = { ...proposeMapping(read.table, '2026-10.csv') }
  const planned = planImport(read.table, mapping, {
    projects: [],
    programmes: [],
    reports: [],
    personByName: () => null,
  })
  return { mapping, planned, titles: planned.projects.map(({ values }) => values.title) }
}
type Sheets = Readonly<Record<string, readonly (readonly unknown[])[]>>

const book = async (sheets: Sheets, change?: (workbook: Workbook) => void): Promise<Uint8Array> => {
  const workbook = new Workbook()
  for (const [name, rows] of Object.entries(sheets)) workbook.addWorksheet(name).addRows(rows.map((row) => [...row]))
  change?.(workbook)
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

const table = [
  ['Nom du projet', 'Feu', 'Budget'],
  ['Paie', 'Rouge', 12.125],
]

test('a percentage of Excel is the figure that is seen, three decimals are no thousands', async () => {
  const rows = [
    ['Nom du projet', 'Avancement', 'Budget'],
    ['Paie', 0.45, 12.125],
  ]
  const bytes = await book({ P: rows }, (workbook) => {
    for (const sheet of workbook.worksheets) sheet.getColumn(2).numFmt = '0%'
  })
  const { planned } = await plan(bytes)
  expect(planned.reports[0]?.values.percentComplete).toBe(45)
  expect(planned.projects[0]?.values.approvedCost).toBe(12.125)
})

test('a formula that was never calculated is reported, not taken for a blank', async () => {
  const { planned } = await plan(
    await book({
      P: [
        ['Nom du projet', 'Budget'],
        ['Paie', { formula: '6*7' }],
      ],
    }),
  )
  expect(planned.unread).toMatchObject([{ row: 2, column: 2, value: '=6*7', reason: 'not-an-amount' }])
})

test('the table is found below its title, in the sheet that holds it; the other sheets are named', async () => {
  const bytes = await book({ 'Lisez-moi': [['Mode d’emploi']], Projets: [['Portefeuille 2026'], [], ...table] })
  const { mapping, planned, titles } = await plan(bytes)
  expect([mapping.sheet, mapping.headerAt, titles, planned.otherSheets]).toEqual([
    'Projets',
    3,
    ['Paie'],
    ['Lisez-moi'],
  ])
  const read = await readTable(bytes, { sheet: 'Lisez-moi', likeness: headerScore })
  expect(read).toMatchObject({ ok: true, table: { sheet: 'Lisez-moi', otherSheets: ['Projets'] } })
})

test('of a header in two lines the one that says more counts', async () => {
  const rows = [
    ['Projet', null, 'Coûts', 'Feu'],
    ['Nom', 'Code', 'Budget approuvé', 'Feu'],
    ['Paie', 'P-1', 5, 'Vert'],
  ]
  const { planned, titles } = await plan(
    await book({ P: rows }, (workbook) => workbook.getWorksheet('P')?.mergeCells('A1:B1')),
  )
  expect([titles, planned.projects[0]?.number]).toEqual([['Paie'], 'P-1'])
})

test.each([
  ['a line that names the delimiter', 'sep=;\nNom du projet;Feu;Fin\nPaie;Vert;TBD\n', 3],
  ['blank lines', '\n;;\nNom du projet;Feu;Fin\nPaie;Vert;TBD\n', 4],
])('below %s, cells keep their place in the file', async (_case, content, row) => {
  const { planned, titles } = await plan(content)
  expect([titles, planned.unread]).toMatchObject([['Paie'], [{ row, column: 3, value: 'TBD' }]])
})

test('projects in columns behind a blank column', async () => {
  const { mapping, titles } = await plan(';Nom du projet;Paie;Réseau\n;Feu;Vert;Rouge\n;Budget;3;4\n')
  expect([mapping.orientation, mapping.headerAt, titles]).toEqual(['columns', 2, ['Paie', 'Réseau']])
})

test.each(['utf16le', 'utf16be'])('%s without a byte order mark is read', async (encoding) => {
  const bytes = Buffer.from('Nom du projet;Feu;Budget\nŒuvres;Vert;3\n', 'utf16le')
  expect((await plan(encoding === 'utf16le' ? bytes : bytes.swap16())).titles).toEqual(['Œuvres'])
})

test('a workbook of Excel 2003 is refused, not read as text', async () => {
  const bytes = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 10, 59, 10])
  expect(await readTable(bytes)).toEqual({ ok: false, reason: 'unreadable' })
})

test.each([
  ['N° projet', 'project.number'],
  ['Réf.', 'project.number'],
  ['Libellé', 'project.title'],
  ['Échéance', 'project.forecastEnd'],
  ['Payé (€)', 'project.paidCost'],
])('the header %p means %p', (header, target) => {
  expect(recognise(header)?.target.to).toBe(target)
})

test('a name in two styles that is a link is read as a name', async () => {
  const styled = { richText: [{ text: 'Pa' }, { text: 'ie', font: { bold: true } }] }
  const link = { text: 'Vert', hyperlink: 'https://exemple.be' }
  const zip = await JSZip.loadAsync(
    await book({
      P: [
        ['Nom du projet', 'Feu'],
        [styled, link],
      ],
    }),
  )
  const sheet = (await zip.file('xl/worksheets/sheet1.xml')?.async('string')) ?? ''
  zip.file('xl/worksheets/sheet1.xml', sheet.replace('<hyperlink ref="B2"', '<hyperlink ref="A2"'))
  expect((await plan(await zip.generateAsync({ type: 'uint8array' }))).titles).toEqual(['Paie'])
})

test('a table whose headers are nearly all its own is found below a blank line', async () => {
  expect((await plan('\n\nNom du projet;Machin;Truc\n\n\nPaie;x;y\n')).titles).toEqual(['Paie'])
})

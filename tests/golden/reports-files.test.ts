import JSZip from 'jszip'
import { translate } from '../../src/i18n/translate'
import { executivePack } from '../../src/reports/pack/executive-pack'
import { wordingOf } from '../../src/reports/pack/wording'
import { textWidth } from '../../src/reports/pptx/text-fit'
import { writePptx } from '../../src/reports/pptx/write-pptx'
import type { Snapshot } from '../../src/reports/snapshot'
import { workbookOf } from '../../src/reports/xlsx/workbook'
import { writeXlsx } from '../../src/reports/xlsx/write-xlsx'
import { opensInOffice } from '../kit/office'
import { calm, frozen, portfolio } from './reports-fixture'

/** The Office files as the programs that open them read them: parts and XML, never bytes. */
const packOf = (snapshot: Snapshot, locale: 'fr' | 'en' = 'fr') =>
  writePptx(executivePack(snapshot, wordingOf(locale)), snapshot.generatedAt)
const bookOf = (snapshot: Snapshot, locale: 'fr' | 'en' = 'fr') =>
  writeXlsx(workbookOf(snapshot, wordingOf(locale)), snapshot.generatedAt)

const parts = async (content: Uint8Array): Promise<ReadonlyMap<string, string>> => {
  const zip = await JSZip.loadAsync(content)
  const names = Object.keys(zip.files).filter((name) => /\.(xml|rels)$/.test(name))
  return new Map(
    await Promise.all(names.map(async (name) => [name, (await zip.file(name)?.async('string')) ?? ''] as const)),
  )
}
const unescaped = (xml: string): string =>
  xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
const textsOf = (xml = ''): readonly string[] =>
  [...xml.matchAll(/<a:t>([^<]*)<\/a:t>/g)].map((match) => unescaped(match[1] ?? ''))

let slides: ReadonlyMap<string, string>
let book: ReadonlyMap<string, string>
beforeAll(async () => {
  slides = await parts(await packOf(frozen()))
  book = await parts(await bookOf(frozen()))
})
const slide = (number: number): string => slides.get(`ppt/slides/slide${number}.xml`) ?? ''

test('the same snapshot gives the same files, byte for byte: an interrupted publication knows what it has stored', async () => {
  expect(await packOf(frozen())).toEqual(await packOf(frozen()))
  expect(await bookOf(frozen())).toEqual(await bookOf(frozen()))
})

test('every page has its title in the title placeholder, and its number', () => {
  const count = [...slides.keys()].filter((name) => /^ppt\/slides\/slide\d+\.xml$/.test(name)).length
  expect(count).toBe(8)
  for (let number = 1; number <= count; number += 1) {
    expect([number, slide(number).match(/type="title"/g)?.length]).toEqual([number, 1])
    expect([number, slide(number).includes('type="slidenum"')]).toEqual([number, true])
  }
})

test('texts are in the language of the report, for spelling and for screen readers', () => {
  for (const [name, xml] of slides) expect([name, xml.includes('lang="en-US"')]).toEqual([name, false])
  expect(slide(2)).toContain('lang="fr-BE"')
})

test.each(['fr', 'en'] as const)(
  'each cell of the summary is written in one line: a row that stretches leaves its mark behind (%s)',
  async (locale) => {
    const rows = portfolio()
    const silent = {
      ...rows,
      reports: rows.reports.filter(({ cycle, project }) => cycle !== '2026-11' || project !== 'P-003'),
    }
    const xml = (await parts(await packOf(frozen(silent), locale))).get('ppt/slides/slide2.xml') ?? ''
    const units = (emu: string | undefined): number => Number(emu ?? 0) / 9_525
    const widths = [...xml.matchAll(/<a:gridCol w="(\d+)"/g)].map(([, emu]) => units(emu))
    const cells = [...xml.matchAll(/<a:tr [\s\S]*?<\/a:tr>/g)].flatMap(([row]) =>
      [...row.matchAll(/<a:tc>[\s\S]*?<\/a:tc>/g)].map(([cell], index) => ({
        words: textsOf(cell).join(''),
        needed: textWidth(textsOf(cell).join(''), Number(/ sz="(\d+)"/.exec(cell)?.[1]) / 75, cell.includes(' b="1"')),
        room: (widths[index] ?? 0) - units(/marL="(\d+)"/.exec(cell)?.[1]) - units(/marR="(\d+)"/.exec(cell)?.[1]),
      })),
    )
    const none = translate(locale)('codes:health.none')
    expect(cells.map(({ words }) => words)).toContain(none)
    expect(cells.filter(({ needed, room }) => needed > room)).toEqual([])
  },
)

test('the chart is native, stacked from red upwards, with the figures of each cycle', () => {
  const chart = slides.get('ppt/charts/chart1.xml') ?? ''
  expect(chart).toContain('<c:grouping val="stacked"/>')
  const series = [...chart.matchAll(/<c:ser>[\s\S]*?<\/c:ser>/g)].map(([xml]) => ({
    name: /<c:tx>[\s\S]*?<c:v>([^<]*)/.exec(xml)?.[1],
    values: [...(/<c:val>[\s\S]*?<\/c:val>/.exec(xml)?.[0] ?? '').matchAll(/<c:v>([^<]*)/g)].map((match) => match[1]),
    labelled: xml.includes('<c:showVal val="1"/>'),
  }))
  expect(series).toEqual([
    { name: 'Rouge', values: ['1', '2'], labelled: true },
    { name: 'Orange', values: ['0', '1'], labelled: false },
    { name: 'Vert', values: ['3', '2'], labelled: false },
    { name: 'Sans réponse', values: ['1', '1'], labelled: false },
  ])
  expect(slide(2)).toMatch(/descr="[^"]*11\/26/)
})

test('health is icon, word and colour: each mark is a shape of its own form, named by its word', () => {
  const marks = slide(2)
    .split('<p:sp>')
    .map((shape) => `${/name="([^"]*)"/.exec(shape)?.[1]} ${/prst="(\w+)"/.exec(shape)?.[1]}`)
  expect(marks).toEqual(
    expect.arrayContaining(['Rouge octagon', 'Orange triangle', 'Vert ellipse', 'Sans réponse ellipse']),
  )
  expect(textsOf(slide(2)).filter((text) => /^(Rouge|Orange|Vert)$/.test(text))).toEqual(['Rouge', 'Vert', 'Orange'])
})

test('nothing of a confidential project is in any part of either file', () => {
  for (const [name, xml] of [...slides, ...book])
    expect([name, /Audit interne|Ne doit figurer|P-006/.test(xml)]).toEqual([name, false])
})

test('markup that people write is text', () => {
  const silent = { ...portfolio() }
  expect([...book.values()].some((xml) => xml.includes('Inscriptions &amp; bulletins &lt;test&gt;'))).toBe(true)
  expect(silent.projects.some((project) => project.title.includes('<test>'))).toBe(true)
})

test('a long answer ends in an ellipsis on the page and is whole in the notes', async () => {
  const rows = portfolio()
  const comment = 'La mise en production est reportée après la recette. '.repeat(40).trim()
  const reports = rows.reports.map((each) => (each.reportKey === '2026-11:P-001' ? { ...each, comment } : each))
  const long = await parts(await packOf(frozen({ ...rows, reports })))
  expect(textsOf(long.get('ppt/slides/slide6.xml')).some((text) => text.endsWith('…'))).toBe(true)
  expect(textsOf(long.get('ppt/notesSlides/notesSlide6.xml')).join('\n')).toContain(comment)
})

test('the workbook has five sheets, each one real table with filters under a frozen header', () => {
  const names = [...(book.get('xl/workbook.xml') ?? '').matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(
    (match) => match[1],
  )
  expect(names).toEqual(['Portefeuille', 'Changements', 'Exceptions', 'Jalons', 'Historique des feux'])
  for (const number of [1, 2, 3, 4, 5]) {
    expect(book.get(`xl/tables/table${number}.xml`)).toContain('<autoFilter ref="A1:')
    expect(book.get(`xl/worksheets/sheet${number}.xml`)).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/)
    expect(book.get(`xl/worksheets/sheet${number}.xml`)).toMatch(/<pageSetup [^>]*orientation="landscape"/)
  }
  expect(book.get('xl/workbook.xml')).toContain('$A$1:$W$7')
})

test('the sheet of milestones says which of them are gates', () => {
  const sheet = workbookOf(frozen(), wordingOf('fr')).sheets.find(({ name }) => name === 'Jalons')
  const at = sheet?.columns.findIndex(({ title }) => title === 'Jalon de décision') ?? -1
  expect(sheet?.rows.map((row) => row[at])).toEqual(['Non', 'Non', 'Oui'])
})

test('what begins like a formula is a text: no cell of people’s words is a formula', () => {
  const sheet = book.get('xl/worksheets/sheet1.xml') ?? ''
  const formulas = [...sheet.matchAll(/<f>([^<]*)<\/f>/g)].map((match) => match[1])
  expect(formulas.every((formula) => formula?.startsWith('SUBTOTAL('))).toBe(true)
  const texts = [...(book.get('xl/sharedStrings.xml') ?? '').matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(([, text]) =>
    unescaped(text ?? ''),
  )
  expect(texts).toContain("'=1+1")
  expect(texts.filter((text) => /^\s*[=+\-@]/.test(text))).toEqual([])
  expect(book.get('xl/styles.xml')).toContain('numFmtId="49"')
  expect(book.get('xl/styles.xml')).not.toMatch(/formatCode="[^"]*\.#/)
})

test('health is coloured by its word, in the language of the workbook', async () => {
  const rules = (xml = ''): readonly (string | undefined)[] =>
    [...xml.matchAll(/<cfRule [^>]*>\s*<formula>([^<]*)<\/formula>/g)].map((match) => unescaped(match[1] ?? ''))
  expect(rules(book.get('xl/worksheets/sheet5.xml'))).toEqual(
    ['D2', 'E2'].flatMap((cell) => [`${cell}="Rouge"`, `${cell}="Orange"`, `${cell}="Vert"`]),
  )
  const english = await parts(await bookOf(frozen(), 'en'))
  expect(rules(english.get('xl/worksheets/sheet5.xml'))).toContain('D2="Red"')
})

test('files open, with everything going wrong and with nothing going wrong, in both languages', async () => {
  for (const snapshot of [frozen(), calm()]) {
    expect(await opensInOffice(await packOf(snapshot), 'pptx')).toBe(true)
    expect(await opensInOffice(await bookOf(snapshot, 'en'), 'xlsx')).toBe(true)
  }
})

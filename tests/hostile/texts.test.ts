import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { type Cell, Workbook } from 'exceljs'
import JSZip from 'jszip'
import pretty from 'pino-pretty'
import { readTable } from '../../src/imports/source/read-table'
import { Bodies } from '../../src/lists/bodies'
import { Decisions } from '../../src/lists/committees/decisions'
import { blankValues } from '../../src/lists/kit/list'
import { Projects } from '../../src/lists/projects'
import { legalName } from '../../src/reports/file-names'
import { createLog } from '../../src/server/log'
import { routes } from '../../src/server/routes'
import { textsOf } from '../kit/answers'
import { type Stack, startStack } from '../kit/stack'
import { fillPortfolio, OPEN, officer, outsider } from './hidden-portfolio'

let stack: Stack

/** Titles as somebody may type them into the SharePoint list itself, past every check of ours. */
const TITLES = [
  '<img src=x onerror=alert(1)>',
  '[cliquez](https://attacker.example)',
  '![image](http://169.254.169.254/latest/meta-data)',
  '{{DATE(2026-11-22T10:00:00Z, SHORT)}}',
  '=HYPERLINK("https://attacker.example","x")',
  '+1+cmd|"/c calc"!A1',
  '-2+3',
  '@SUM(A1)',
  '\u00a0=1+1',
  '＝1+1',
  '&lt;b&gt; ]]> <!-- &#x0;',
  'mot '.repeat(60).trim(),
]

beforeAll(async () => {
  stack = await startStack()
  await fillPortfolio(stack)
  await stack.as(officer).post('/api/cycles', { code: '2026-11', cutOff: '2026-11-27T16:00:00Z' })
})
afterAll(() => stack.close())

const partsOf = async (bytes: Uint8Array): Promise<string> => {
  const zip = await JSZip.loadAsync(bytes)
  const parts = Object.values(zip.files).filter(({ name }) => /\.(xml|rels)$/.test(name))
  return (await Promise.all(parts.map((part) => part.async('string')))).join('\n')
}

/** Code points that XML cannot hold. */
const unprintable = (xml: string): readonly string[] =>
  [...xml].filter((character) => /(?![\n\r\t])\p{Cc}|\p{Surrogate}/u.test(character) && character < '\u0080')

/** What a spreadsheet takes for the beginning of a formula. */
const FORMULA = /^\s*[=+\-@＝＋－＠]/

test.each(TITLES)('the title %j is shown as written, and nothing runs it', async (title) => {
  await stack.ctx.outbox.put([{ list: Projects, key: OPEN, values: { title } }])
  await stack.ctx.outbox.drained()

  await stack.chat.say(outsider, 'statut')
  const card = (await stack.chat.cards(outsider)).at(-1)
  const shown = textsOf(card?.card).join('\n')
  expect(shown).not.toContain('{{')
  expect(shown.replaceAll('\u200b', '')).toContain(title)
  const blocks = JSON.stringify(card?.card).match(/\{"type":"TextBlock","text":"[^"]*"/g) ?? []
  for (const block of blocks) expect(block).not.toMatch(/<img|[^\\]\[cliquez/)

  const sheet = await stack.as(officer).get('/api/portfolio/export')
  const book = new Workbook()
  await book.xlsx.load(new Uint8Array(sheet.bytes).buffer)
  const cell = book.worksheets[0]?.getCell('B2')
  expect(cell?.formula).toBeUndefined()
  expect(cell?.value).toBe(FORMULA.test(title) ? `'${title}` : title)

  const pack = await partsOf((await stack.as(officer).get('/api/cycles/2026-11/preview/pack')).bytes)
  expect(pack).not.toMatch(/<img|attacker\.example" TargetMode/)
  expect(unprintable(pack)).toEqual([])
})

test('no cell of any export is a formula, nor becomes one when it is edited', async () => {
  const title = '=HYPERLINK("https://attacker.example","x")'
  const decision = { ...blankValues(Decisions), number: 'D-1', title, text: title, conditions: title }
  await stack.ctx.outbox.put([
    { list: Projects, key: OPEN, values: { title } },
    { list: Bodies, key: `CP-${OPEN}`, values: { title } },
    {
      list: Decisions,
      key: 'D-1',
      values: {
        ...decision,
        body: `CP-${OPEN}`,
        type: 'ordinary',
        result: 'adopted',
        decidedAt: '2026-11-18T09:00:00Z',
      },
    },
  ])
  await stack.ctx.outbox.drained()
  const exports = routes.filter(({ method, path }) => method === 'GET' && path.includes('export'))
  expect(exports.length).toBeGreaterThan(2)
  for (const path of exports.map((route) => `/api${route.path}`)) {
    const book = new Workbook()
    await book.xlsx.load(new Uint8Array((await stack.as(officer).get(path)).bytes).buffer)
    const cells: Cell[] = []
    for (const sheet of book.worksheets) sheet.eachRow((row) => row.eachCell((cell) => cells.push(cell)))
    const suspect = cells.filter(({ value }) => String(value).includes('HYPERLINK'))
    expect([path, suspect.length > 0]).toEqual([path, true])
    for (const { formula, value } of suspect) expect([path, formula, value]).toEqual([path, undefined, `'${title}`])
  }
})

test('whatever writes workbooks or delimited texts keeps formulas out of them', () => {
  const root = join(__dirname, '../..')
  const sources = ['src', 'bot', 'tabs'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`),
  )
  const writers = sources
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$|node_modules|local-tenant/.test(path))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
    .filter(({ text }) => /\bexceljs['"]\)|text\/csv|\.csv\b|tab-separated|csv-stringify/.test(text))
  const reader = 'src/imports/source/read-workbook.ts'
  expect(writers.map(({ path }) => path)).toContain(reader)
  for (const { path, text } of writers)
    expect([path, path === reader || /\bcellText\(/.test(text)]).toEqual([path, true])
})

test('a portfolio that was exported is imported as it was', async () => {
  const title = "'=1+1"
  await stack.ctx.outbox.put([{ list: Projects, key: OPEN, values: { title } }])
  await stack.ctx.outbox.drained()
  const { bytes } = await stack.as(officer).get('/api/portfolio/export')
  const read = await readTable(bytes)
  expect(read.ok && read.table.grid.flat()).toContain(title)
})

test('what arrives in SharePoint by our own routes is plain', async () => {
  const etag = stack.ctx.lists.find(Projects, OPEN)?.$item.etag
  const patch = { title: 'a\u0000b\u001b[2J\u202ec\ud800\r\nd', summary: 'un\r\ndeux\u0007' }
  const edited = await stack.as(officer).patch(`/api/projects/${OPEN}`, { etag, patch })
  expect(edited.status).toBe(200)
  expect(stack.ctx.lists.find(Projects, OPEN)).toMatchObject({ title: 'ab[2Jc d', summary: 'un\ndeux' })
})

test.each(['../../etc/passwd', 'a/b\\c:d', 'con', '...', '\u0000\r\n', '~$x', 'x'.repeat(500)])(
  'the file name %j is one that SharePoint takes, below its folder',
  (name) => {
    expect(legalName(name)).toMatch(/^(?!\.)[^/\\:*?"<>|]{1,121}(?<!\.)$/)
  },
)

test('an error that quotes a stranger can neither forge a line of the log nor steer the terminal', () => {
  let written = ''
  const sink = new Writable({
    write: (chunk, _encoding, done) => {
      written += String(chunk)
      done()
    },
  })
  const log = createLog(false, 'info', pretty({ colorize: false, destination: sink, sync: true }))
  const forged = 'x\r\n[12:00:00] ERROR: forged\u001b[2J\u202e'
  log.error({ err: new Error(forged), error: forged, path: forged }, 'request failed')
  expect(written.split('\n').filter((line) => line.startsWith('['))).toHaveLength(1)
  for (const odd of ['\u001b', '\r']) expect(written).not.toContain(odd)
})

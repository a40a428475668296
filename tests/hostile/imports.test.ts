import { Workbook } from 'exceljs'
import fc from 'fast-check'
import JSZip from 'jszip'
import { runBodiesImport } from '../../src/committees/import/run-bodies-import'
import { translate } from '../../src/i18n/translate'
import { runImport } from '../../src/imports/run-import'
import { mappingSchema, parseMapping } from '../../src/imports/source/mapping'
import { proposeMapping } from '../../src/imports/source/propose-mapping'
import { readTable } from '../../src/imports/source/read-table'
import { unpacksWithin } from '../../src/imports/source/unpacked-size'
import { undoImport } from '../../src/imports/undo-import'
import { Projects } from '../../src/lists/projects'
import { anyChange, anyText, changed, fuzz } from '../kit/fuzz'
import { type Stack, startStack } from '../kit/stack'
import { rowsOf } from './requests'

const text = (content: string): Uint8Array => new TextEncoder().encode(content)

const workbook = async (): Promise<JSZip> => {
  const book = new Workbook()
  book.addWorksheet('Projets').addRows([
    ['Projet', 'État'],
    ['Accueil', 'vert'],
  ])
  return JSZip.loadAsync(await book.xlsx.writeBuffer())
}
const zipped = (zip: JSZip): Promise<Uint8Array> => zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' })

/** 210 megabytes of blanks, packed into a fifth of one; made once, because packing them takes seconds. */
const bomb = async (): Promise<Uint8Array> => {
  made ??= workbook().then((zip) =>
    zipped(zip.file('xl/worksheets/sheet2.xml', new Uint8Array(210_000_000).fill(0x20))),
  )
  return (await made).slice()
}
let made: Promise<Uint8Array> | undefined

/** The same with a lie about the size, where a reader would look for it. */
const lyingBomb = async (): Promise<Uint8Array> => {
  const bytes = await bomb()
  const view = new DataView(bytes.buffer)
  for (let at = 0; at + 46 < bytes.length; at += 1)
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 1_000, true)
  return bytes
}

/** The central directory and the end of a zip, which has no comment. */
const directoryOf = (zip: Uint8Array): { readonly start: number; readonly end: number } => {
  const end = zip.length - 22
  return { start: new DataView(zip.buffer, zip.byteOffset).getUint32(end + 16, true), end }
}
const record = (bytes: number, ...fields: readonly (readonly [at: number, value: number])[]): Uint8Array => {
  const view = new DataView(new ArrayBuffer(bytes))
  for (const [at, value] of fields) view.setUint32(at, value, true)
  return new Uint8Array(view.buffer)
}
const joined = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts))

/** A bomb whose directory says that it has fewer entries than it has. */
const countedShort = async (): Promise<Uint8Array> => {
  const bytes = await bomb()
  const { end } = directoryOf(bytes)
  const view = new DataView(bytes.buffer)
  for (const field of [8, 10]) view.setUint16(end + field, view.getUint16(end + field, true) - 1, true)
  return bytes
}

/** A bomb behind an honest directory: what finds the other one is a shift, or zip64. */
const behindHonest = async (how: 'shifted' | 'zip64'): Promise<Uint8Array> => {
  const [harmful, plain] = [await bomb(), await zipped(await workbook())]
  const [inner, honest] = [directoryOf(harmful), directoryOf(plain)]
  const directory = plain.slice(honest.start, honest.end)
  const whole = joined(harmful.slice(0, inner.start), plain.slice(0, honest.start))
  const move = (bytes: Uint8Array, by: number): Uint8Array => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    for (let at = 0; at + 46 <= bytes.length; ) {
      view.setUint32(at + 42, view.getUint32(at + 42, true) + by, true)
      at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    }
    return bytes
  }
  const bombs = harmful.slice(inner.start, inner.end)
  const first = move(directory, inner.start)
  if (how === 'shifted') {
    // The reader takes what lies between for something put before the file, and looks as much further on.
    const end = record(22, [0, 0x06054b50], [12, bombs.length], [16, whole.length])
    new DataView(end.buffer).setUint16(10, 1, true)
    return joined(whole, first, move(bombs, -first.length), end)
  }
  const at = whole.length + first.length
  const end64 = record(56, [0, 0x06064b50], [4, 44], [24, 2], [32, 2], [40, bombs.length], [48, at])
  const locator = record(20, [0, 0x07064b50], [8, at + bombs.length], [16, 1])
  const end = record(22, [0, 0x06054b50], [4, 0xffff], [12, first.length], [16, whole.length])
  new DataView(end.buffer).setUint16(10, 1, true)
  return joined(whole, first, bombs, end64, locator, end)
}

/** A workbook whose sheet and book say what nobody would. */
const told = async (sheet: string, book = ''): Promise<Uint8Array> => {
  const zip = await workbook()
  const name = 'xl/worksheets/sheet1.xml'
  const end = '</worksheet>'
  const xml = (await zip.file(name)?.async('string')) ?? ''
  zip.file(
    name,
    sheet.startsWith('<row') ? xml.replace('</sheetData>', `${sheet}</sheetData>`) : xml.replace(end, sheet + end),
  )
  const words = (await zip.file('xl/workbook.xml')?.async('string')) ?? ''
  zip.file('xl/workbook.xml', words.replace('</sheets>', `</sheets>${book}`))
  return zipped(zip)
}
const EVERYTHING = 'A1:XFD1048576'

describe('files', () => {
  test.each([
    ['a file of 50 megabytes', async () => new Uint8Array(50 * 1024 * 1024).fill(65), 'too-large'],
    ['a zip that unpacks to hundreds of megabytes', bomb, 'too-large'],
    ['a zip that lies about its size', lyingBomb, 'too-large'],
    ['a zip with more entries than it counts', countedShort, 'too-large'],
    ['a zip whose reader looks further on', () => behindHonest('shifted'), 'unreadable'],
    ['a zip with another directory for readers of zip64', () => behindHonest('zip64'), 'unreadable'],
    ['half a zip', async () => (await zipped(await workbook())).slice(0, 1_500), 'unreadable'],
    ['a zip that is no workbook', async () => zipped(new JSZip().file('../../etc/passwd', 'x')), 'unreadable'],
    ['a row that no sheet has', () => told('<row spans="1:>" r=\'2000000000\'/>'), 'too-many-cells'],
    ['a row that is no number', () => told('<row r="&#50;000000000"/>'), 'too-many-cells'],
    [
      'one cell of 17 milliards',
      () => told(`<mergeCells><mergeCell ref="${EVERYTHING}"/></mergeCells>`),
      'too-many-cells',
    ],
    [
      'a last column in the last row',
      () => told('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
      'too-many-cells',
    ],
    ['a line of more columns than a sheet has', async () => text(`${';'.repeat(20_000)}\n`), 'too-many-cells'],
    ['nothing but line breaks', async () => text('\n'.repeat(3_000_000)), 'too-many-cells'],
    ['nothing at all', async () => new Uint8Array(), 'empty'],
  ] as const)('%s is refused', async (_, content, reason) => {
    expect(await readTable(await content())).toEqual({ ok: false, reason })
  })

  test.each(['shifted', 'zip64'] as const)(
    'an honest directory before the one that is read (%s) measures nothing',
    async (how) => {
      expect(unpacksWithin(await behindHonest(how), 1_000_000)).toBe('unreadable')
    },
  )

  test('the honest workbook is read', async () => {
    expect(await readTable(await zipped(await workbook()))).toMatchObject({ ok: true, table: { grid: { length: 2 } } })
  })

  test.each([
    [`<dataValidations><dataValidation type="whole" sqref="${EVERYTHING}"/></dataValidations>`, ''],
    ['<cols><col min="1" max="2000000000" width="9"/></cols>', ''],
    ['', '<definedNames><definedName name="Tout">Projets!$A$1:$XFD$1048576</definedName></definedNames>'],
  ])('what is said of cells that are not there is passed over: %s%s', async (sheet, book) => {
    expect(await readTable(await told(sheet, book))).toMatchObject({ ok: true, table: { grid: { length: 2 } } })
  })

  test('a million rows between two are empty ones', async () => {
    const read = await readTable(await told('<row r="1000000"><c r="A1000000"><v>1</v></c></row>'))
    expect(read).toMatchObject({ ok: true, table: { grid: { length: 1_000_000, 999999: ['1', ''] } } })
  })

  test('300 000 rows are read whole', async () => {
    const rows = Array.from({ length: 300_000 }, (_, index) => `Projet ${index},vert`)
    const read = await readTable(text(`Projet,État\n${rows.join('\n')}\n`))
    expect(read).toMatchObject({ ok: true, table: { grid: { length: 300_001 } } })
  })
})

test.each([
  [null],
  ['rows'],
  [{ orientation: 'rows' }],
  [{ orientation: 'rows', cycle: null, columns: [{ column: -1, header: 'x', to: 'project.title' }] }],
  [{ orientation: 'rows', cycle: null, columns: [{ column: 1, header: 'x', to: '__proto__' }] }],
  [{ orientation: 'diagonal', cycle: null, columns: [] }],
])('the mapping %j is refused', (mapping) => {
  expect(parseMapping(mapping, 'fr').success).toBe(false)
})

test.each(['../../2026', '2026/11', '2026\\11', 'a:b', '.', '\u202e11-2026', '=1+1', 'x\ny'])(
  'the cycle %j could not be a folder and is refused',
  (code) => {
    const columns = [{ column: 1, header: 'Projet', to: 'project.title' }]
    expect(parseMapping({ orientation: 'rows', cycle: { code, title: 'x' }, columns }, 'fr').success).toBe(false)
  },
)

const cell = fc.oneof(
  fc.constantFrom(
    'Accueil',
    'vert',
    '2027-01-31',
    '31/12/2027',
    '1 000,50 €',
    '=1+1',
    '"',
    '""',
    'x"y',
    '\u0000',
    '\r',
    '__proto__',
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
)
const file = fc.oneof(
  fc
    .array(fc.array(cell, { maxLength: 5 }), { maxLength: 8 })
    .map((rows) => text(rows.map((row) => row.join(';')).join('\n'))),
  fc.uint8Array({ maxLength: 400 }),
  // A zip that is cut or changed somewhere.
  fc.tuple(fc.nat(), fc.nat(255)).map(([at, byte]) => ({ at, byte })),
)
/** Tables and YAML files of bodies, whole ones and with one odd value. */
const committees = {
  bodies: [
    {
      nom: 'Comité de direction',
      code: 'CODIR',
      mandat: 'Tout',
      quorum: '50 %',
      membres: [{ nom: 'Nora Pirard', rôle: 'secrétaire', depuis: '2026-01-01' }],
    },
  ],
}
const bodiesFile = fc.oneof(
  file,
  anyChange.map((change) => text(changed(committees, change) || '')),
  fc.array(cell, { maxLength: 6 }).map((cells) => text(`Instance;Code;Membre;Rôle\n${cells.join(';')}\n`)),
  fc
    .array(
      fc.constantFrom('bodies:', '\n', '  - ', '&a ', '*a', ': ', '!!js/function', '<<', '[', '{', '"', 'nom', '\t'),
      { maxLength: 20 },
    )
    .map((pieces) => text(pieces.join(''))),
)
const target = fc.constantFrom(
  'project.title',
  'project.number',
  'report.overall',
  'report.comment',
  'project.forecastEnd',
  'cycle',
  null,
)
const anyMapping = fc.record({
  orientation: fc.constantFrom('rows', 'columns'),
  cycle: fc.constantFrom(null, { code: '2026-10', title: 'octobre' }),
  columns: fc.array(fc.record({ column: fc.integer({ min: 1, max: 6 }), header: fc.constant(''), to: target }), {
    maxLength: 5,
  }),
})

describe('on the lists', () => {
  let stack: Stack
  beforeAll(async () => {
    stack = await startStack()
  })
  afterAll(() => stack.close())

  const mapping = mappingSchema.parse({
    orientation: 'rows',
    cycle: { code: '2026-10', title: 'octobre 2026' },
    columns: [
      { column: 1, header: 'Projet', to: 'project.title' },
      { column: 2, header: 'État', to: 'report.overall' },
      { column: 3, header: 'Commentaire', to: 'report.comment' },
    ],
  })

  test('a batch named like a path undoes nothing', async () => {
    const before = rowsOf(stack)
    for (const batch of ['../../x', '..', '__proto__', 'x/../y', ''])
      expect(await undoImport(stack.ctx, null, batch)).toMatchObject({ ok: false })
    expect(rowsOf(stack)).toBe(before)
  })

  test('100 000 rows are refused before anything is compared or written', async () => {
    const before = rowsOf(stack)
    const rows = Array.from({ length: 100_000 }, (_, index) => `Projet ${index},vert,`)
    const bytes = text(`Projet,État,Commentaire\n${rows.join('\n')}\n`)
    const outcome = await runImport(stack.ctx, null, { fileName: 'x.csv', bytes, mapping, dryRun: false })
    expect(outcome).toEqual({ ok: false, reason: 'too-many-records' })
    expect(rowsOf(stack)).toBe(before)
  })

  /** A zip that is cut or changed somewhere. */
  const bytesOf = async (given: Uint8Array | { at: number; byte: number }): Promise<Uint8Array> => {
    if (given instanceof Uint8Array) return given
    honest ??= zipped(await workbook())
    const broken = (await honest).slice()
    broken[given.at % broken.length] = given.byte
    return broken
  }
  let honest: Promise<Uint8Array> | undefined

  fuzz('a portfolio of anything', 300, fc.tuple(file, anyMapping), async ([given, wanted]) => {
    const before = rowsOf(stack)
    const bytes = await bytesOf(given)
    const read = await readTable(bytes)
    if (read.ok) expect(mappingSchema.safeParse(proposeMapping(read.table, 'x.csv')).success).toBe(true)
    const parsed = parseMapping(wanted, 'fr')
    if (!parsed.success) return
    const outcome = await runImport(stack.ctx, null, { fileName: 'x.csv', bytes, mapping: parsed.data, dryRun: true })
    if (outcome.ok) expect(outcome.report.batch).toBeNull()
    else expect(translate('fr')(`import:failure.${outcome.reason}`)).not.toMatch(/^import:/)
    expect(rowsOf(stack)).toBe(before)
  })

  fuzz('a mapping with an odd value', 100, anyChange, (change) => {
    const json: unknown = JSON.parse(changed(mapping, change) || 'null')
    expect([true, false]).toContain(parseMapping(json, 'fr').success)
  })

  fuzz(
    'committees of anything',
    300,
    fc.tuple(bodiesFile, fc.constantFrom('x.csv', 'x.yaml')),
    async ([given, name]) => {
      const before = rowsOf(stack)
      const outcome = await runBodiesImport(stack.ctx, null, [{ name, bytes: await bytesOf(given) }], true)
      if (outcome.ok) expect(outcome.report.batch).toBeNull()
      else expect(translate('fr')(`import:failure.${outcome.reason}`)).not.toMatch(/^import:/)
      expect(rowsOf(stack)).toBe(before)
    },
  )

  test.each([
    ...['[', '{', '{a: ', '- ', '? ', '!x [', '"'].map((piece) => [piece, 20_000] as const),
    ['bodies:\n- nom: Un\n  nom: Deux\n', 1] as const,
  ])('a YAML file of %j, %s times, is refused', async (piece, times) => {
    const bytes = text(piece.repeat(times))
    const outcome = await runBodiesImport(stack.ctx, null, [{ name: 'x.yaml', bytes }], true)
    expect(outcome).toEqual({ ok: false, reason: 'not-yaml', file: 'x.yaml' })
  })

  fuzz('an import that is undone under any name', 100, anyText, async (batch) => {
    const before = rowsOf(stack)
    expect(await undoImport(stack.ctx, null, batch)).toMatchObject({ ok: false })
    expect(rowsOf(stack)).toBe(before)
  })

  test('odd texts of a file become plain ones, or are reported', async () => {
    const bytes = text('Projet,État,Commentaire\n__proto__,green,"a\u0000\u202eb"\n"=1+1",green,"<b>x</b>"\n')
    const outcome = await runImport(stack.ctx, null, { fileName: '../../\u202ecsv.exe', bytes, mapping, dryRun: false })
    expect(outcome).toMatchObject({ ok: true, report: { projects: { created: 2 }, rejected: [] } })
    expect(stack.ctx.lists.all(Projects).map(({ title }) => title)).toEqual(['__proto__', '=1+1'])
    for (const odd of ['\\\\u0000', '\u202e']) expect(rowsOf(stack)).not.toContain(odd)
  })
})

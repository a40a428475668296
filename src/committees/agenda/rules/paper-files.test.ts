import { isWhatItSays, paperFile, paperName, paperType } from './paper-files'

test.each([
  ['Note.pdf', 'Note.pdf'],
  ['Relevé d’avancement.DOCX', 'Relevé d’avancement.docx'],
  ['<img src=x onerror=alert(1)>.pdf', '-img src=x onerror=alert(1)-.pdf'],
  ['a"b*c:d?e|f.xlsx', 'a-b-c-d-e-f.xlsx'],
  ['../../Secret/Plan.pdf', 'Plan.pdf'],
  ['C:\\Users\\x\\Plan.pdf', 'Plan.pdf'],
  ['facture\u202Efdp.exe.pdf', 'facturefdp.exe.pdf'],
  ['ligne\r\nsuivante\u0000.pdf', 'lignesuivante.pdf'],
  ['.pdf', '-.pdf'],
  ['   .pdf', '-.pdf'],
  ['CON.pdf', '-CON.pdf'],
  ['~$Note.docx', 'Note.docx'],
  [`${'é'.repeat(300)}.png`, `${'é'.repeat(100)}.png`],
  [`${'a'.repeat(99)}😀.png`, `${'a'.repeat(99)}.png`],
  ['50 % #1.pptx', '50 % #1.pptx'],
])('%j is stored as %j', (name, stored) => {
  const file = paperFile(name)
  expect(file && paperName(file, 1)).toBe(stored)
  expect(() => encodeURIComponent(stored)).not.toThrow()
})

test.each([
  '',
  'pdf',
  'Note',
  'Note.',
  'Note.exe',
  'Note.docm',
  'page.html',
  'image.svg',
  'Note.pdf.js',
  'Note.constructor',
])('%j is not accepted', (name) => {
  expect(paperFile(name)).toBeUndefined()
})

test('a taken name gets a number; the type follows the extension, and the content must begin with it', () => {
  const file = { base: 'Note', extension: 'pdf' } as const
  expect([paperName(file, 2), paperType(file)]).toEqual(['Note (2).pdf', 'application/pdf'])
  expect(isWhatItSays(file, new TextEncoder().encode('%PDF-1.7 …'))).toBe(true)
  expect(isWhatItSays(file, new TextEncoder().encode('<html>'))).toBe(false)
  expect(isWhatItSays(file, new Uint8Array())).toBe(false)
  expect(isWhatItSays({ base: 'Note', extension: 'docx' }, new Uint8Array([0x50, 0x4b, 3, 4, 0]))).toBe(true)
})

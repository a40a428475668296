import { portfolio } from '../../tests/golden/reports-fixture'
import { fileNameOf, folderOf, legalName } from './file-names'
import { wordingOf } from './pack/wording'
import { cycleWrite, projectWrites, publicationRows } from './publication-writes'

const facts = {
  cycle: '2026-11',
  version: 1,
  reason: null,
  publishedAt: '2026-11-27T12:00:00Z',
  publishedOn: '2026-11-27',
  publishedBy: '28c1e7ac-cecc-402b-8f36-be9b683e254e',
}
const file = {
  kind: 'workbook' as const,
  fileName: '2026-11 Portefeuille v1.xlsx',
  sha256: 'ab'.repeat(32),
  driveItemId: '01ABC',
  webUrl: 'https://contoso.sharepoint.com/x.xlsx',
  bytes: 1234,
}

test('each file has a row whose key says cycle, kind and version', () => {
  expect(publicationRows({ ...facts, version: 2, reason: 'Correction' }, [file])).toMatchObject([
    { key: '2026-11:workbook:v2', values: { reason: 'Correction', bytes: 1234, driveItem: '01ABC', url: file.webUrl } },
  ])
})

test('an address longer than its column is left out rather than cut: half an address opens nothing', () => {
  const [row] = publicationRows(facts, [{ ...file, webUrl: `https://contoso.sharepoint.com/${'x'.repeat(260)}` }])
  expect(row?.values.url).toBeNull()
})

test('every project that answered says its published health and the day, unless it says so already', () => {
  const { projects, reports } = portfolio()
  const stands = (publishedOn: string) =>
    projects.map((project) =>
      project.number === 'P-001' ? { ...project, publishedHealth: 'red' as const, publishedOn } : project,
    )
  const written = (publishedOn: string) =>
    projectWrites(facts, stands(publishedOn), reports).map(({ key, values }) => [
      key,
      values.publishedHealth,
      values.publishedOn,
    ])
  expect(written('2026-10-30')[0]).toEqual(['P-001', 'red', '2026-11-27'])
  expect(written('2026-11-27')).toEqual([
    ['P-002', 'amber', '2026-11-27'],
    ['P-003', 'green', '2026-11-27'],
    ['P-004', 'green', '2026-11-27'],
    ['P-006', 'red', '2026-11-27'],
  ])
})

test('the cycle says which version stands', () => {
  expect(cycleWrite({ ...facts, version: 3 }).values).toEqual({
    state: 'published',
    publishedAt: facts.publishedAt,
    snapshotVersion: 3,
  })
})

test.each([
  ['2026-11 Rapport exécutif v1.pptx', '2026-11 Rapport exécutif v1.pptx'],
  ['a/b\\c:d*e?f"g<h>i|j', 'a-b-c-d-e-f-g-h-i-j'],
  ['  .~$caché.  ', 'caché'],
  ['CON', '-CON'],
  ['_vti_bin', '-vti-bin'],
  ['Note_VTI_2026', 'Note-vti-2026'],
  [`${'a'.repeat(119)}😀`, 'a'.repeat(119)],
  ['...', '-'],
])('SharePoint takes the name made from %j', (name, legal) => {
  expect(legalName(name)).toBe(legal)
})

test('files are named in the language of the report, folders by year and cycle', () => {
  expect(fileNameOf('executivePack', '2026-11', 2, wordingOf('fr'))).toBe('2026-11 Rapport exécutif v2.pptx')
  expect(fileNameOf('workbook', '2026-11', 2, wordingOf('en'))).toBe('2026-11 Portfolio v2.xlsx')
  expect(fileNameOf('snapshot', 'T4 2026', 1, wordingOf('fr'))).toBe('T4 2026 snapshot v1.json')
  expect(folderOf('Gouvernail', { code: '2026-11', openedAt: null })).toBe('Gouvernail/2026/2026-11')
  expect(folderOf('PMO/Rapports', { code: 'T4', openedAt: '2025-12-01T08:00:00Z' })).toBe('PMO/Rapports/2025/T4')
})

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { anyChange, changed, fuzz } from '../../tests/kit/fuzz'
import { type Contents, hashOf, MANIFEST, sealed } from './manifest'
import { readBackup } from './read-backup'

const folder = mkdtempSync(join(tmpdir(), 'gouvernail-read-backup-'))
beforeAll(() => Promise.all(['lists', 'records'].map((name) => mkdir(join(folder, name)))))
afterAll(() => rmSync(folder, { recursive: true }))

const write = (
  name: string,
  text: string,
): { readonly file: string; readonly sha256: string; readonly rows: number } => {
  writeFileSync(join(folder, name), text)
  return { file: name, sha256: hashOf(text), rows: 1 }
}

/** An export that holds these files, sealed as a whole one is: the seal says nothing of who made it. */
const backup = (list: string, records: string, documents: Contents['documents'] = []): string => {
  const contents: Contents = {
    format: 1,
    schema: 1,
    lists: [{ name: 'Projects', ...write('lists/Projects.json', list) }],
    documents,
    records: [{ table: 'asks', ...write('records/asks.jsonl', records) }],
    audit: { entries: 0, lastHash: null, firstBreak: null },
  }
  const text = JSON.stringify(sealed({ site: { id: 'x', exportedAt: '2026-11-18T09:00:00Z' }, contents, missing: [] }))
  writeFileSync(join(folder, MANIFEST), text)
  return text
}

const ROWS = '[{"number":"P-1"}]'

test('a whole export is read', async () => {
  backup(ROWS, '{"cycle":"2026-11"}\n')
  expect(await readBackup(folder)).toMatchObject({ ok: true, backup: { tables: [{ rows: [{ cycle: '2026-11' }] }] } })
})

test.each([
  ['lists/Projects.json', 'no JSON', ''],
  ['lists/Projects.json', '{"number":"P-1"}', ''],
  ['lists/Projects.json', '[1]', ''],
  ['records/asks.jsonl', ROWS, '{"cycle":'],
  ['records/asks.jsonl', ROWS, '[]'],
])('%s that holds no rows is named, however it was sealed: %j, %j', async (file, list, records) => {
  backup(list, records)
  expect(await readBackup(folder)).toEqual({ ok: false, reason: 'tampered-file', file })
})

test.each(['../x.txt', 'a/../../x.txt', '/x.txt', 'a/./x.txt', 'a\\..\\x.txt'])(
  'a document that would lie at %s makes no manifest',
  async (path) => {
    const { file, sha256 } = write('lists/x.txt', 'x')
    expect(() => backup(ROWS, '', [{ path, file, bytes: 1, sha256 }])).toThrow()
    backup(ROWS, '', [{ path: 'Gouvernail/x.txt', file, bytes: 1, sha256 }])
    const text = readFileSync(join(folder, MANIFEST), 'utf8').replace(
      'Gouvernail/x.txt',
      JSON.stringify(path).slice(1, -1),
    )
    writeFileSync(join(folder, MANIFEST), text)
    expect(await readBackup(folder)).toEqual({ ok: false, reason: 'not-a-manifest' })
  },
)

fuzz('a manifest with an odd value is refused', 100, anyChange, async (change) => {
  const text = backup(ROWS, '')
  const other = changed(JSON.parse(text), change)
  writeFileSync(join(folder, MANIFEST), other)
  expect((await readBackup(folder)).ok).toBe(other === text)
})

import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeFolder } from './make-folder'

test('a folder is made with those above it, and made again without harm', () => {
  const top = mkdtempSync(join(tmpdir(), 'gouvernail-folder-'))
  const deep = join(top, 'a', 'b', 'c')
  makeFolder(deep)
  makeFolder(deep)
  expect(statSync(deep).isDirectory()).toBe(true)
  writeFileSync(join(top, 'file'), '')
  expect(() => makeFolder(join(top, 'file'))).toThrow('EEXIST')
  expect(() => makeFolder(join(top, 'file', 'below'))).toThrow('ENOTDIR')
  rmSync(top, { recursive: true })
})

const onLinux = process.platform === 'linux' ? ['/proc/gouvernail/folder'] : []
test.each([...onLinux, '/dev/null/folder'])(
  'what cannot be a folder is an error, and no endless search: %s',
  (path) => {
    expect(() => makeFolder(path)).toThrow(/^E/)
  },
)

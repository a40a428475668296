import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, runProcess } from './kit/process'

/** The program itself, in a process of its own: here modules are found as Node finds them, not as the tests do. */
const folder = mkdtempSync(join(tmpdir(), 'gouvernail-program-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
jest.setTimeout(120_000)

test('every command is found, and a command that needs the lists opens them', async () => {
  const environment = { DATA_DIR: folder, PORT: `${await freePort()}`, TENANT_PORT: `${await freePort()}` }
  const run = async (...args: readonly string[]): Promise<readonly [number | null, string]> => {
    const { ended, output } = runProcess(process.execPath, ['bin/gouvernail.js', ...args], environment)
    return [await ended, output()]
  }
  const commands = ['import', 'committees', 'provision', 'export', 'person', 'restore']
  const refused = await Promise.all(commands.map(async (name) => [name, ...(await run(name))] as const))
  for (const [name, status, output] of refused)
    expect([name, status, output]).toEqual([name, 2, expect.stringContaining(`gouvernail ${name}`)])
  expect((await run('doctor'))[0]).toBe(1)
  const [status, output] = await run('committees', 'import', '../shared/none.csv', '--dry-run')
  expect([status, output]).toEqual([2, expect.not.stringContaining('Cannot find module')])
  expect(await run('export', join(folder, 'copy'), '--json')).toEqual([0, expect.stringContaining('"')])
})

import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'

const root = join(__dirname, '../..')

/**
 * Runs once before all test files: what the last run logged and found says nothing about this one, and browser tests must look at
 * the pages as they are now, which are built when they are older than their sources.
 */
const setup = (): void => {
  for (const folder of ['graph-log', 'contract']) rmSync(join(root, 'dist', folder), { recursive: true, force: true })
  execFileSync(process.execPath, [join(root, 'bin/ensure-build.js')], { stdio: 'inherit' })
}

module.exports = setup

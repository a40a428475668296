import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { allLists } from '../../src/lists/all'
import { SCHEMA_VERSION } from '../../src/lists/schema-version'
import { freeze } from './release'

/** `npx tsx tests/releases/freeze.ts`: keeps the lists of the release that package.json names, for the upgrade tests of later ones. */
const { version }: { version: string } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8'))
process.stdout.write(`${freeze(version, SCHEMA_VERSION, allLists)}\n`)

import { rmSync } from 'node:fs'
import { join } from 'node:path'

/** Runs once before all test files: the Graph log of the last run says nothing about this one. */
const setup = (): void => rmSync(join(__dirname, '../../dist/graph-log'), { recursive: true, force: true })

module.exports = setup

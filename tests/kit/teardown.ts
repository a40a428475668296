import { readFileSync } from 'node:fs'
import { stopTestServers } from './database'

/** Runs once after all test files, in the process that started the workers. */
const teardown = async (): Promise<void> => {
  await stopTestServers((owner) => owner === process.pid || parentOf(owner) === process.pid)
}

const parentOf = (processId: number): number => {
  try {
    const stat = readFileSync(`/proc/${processId}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return 0
  }
}

module.exports = teardown

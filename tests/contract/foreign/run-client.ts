import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Outcome, Setting } from './setting'

/** Runs a foreign client as the ES module it is, in a process of its own, and returns what each of its steps gave. */
export const runClient = async (client: 'pnp' | 'kiota', setting: Setting): Promise<Record<string, Outcome>> => {
  const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, `${client}.mts`)], {
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let [out, complaints] = ['', '']
  child.stdout.on('data', (text) => {
    out += text
  })
  child.stderr.on('data', (text) => {
    complaints += text
  })
  child.stdin.end(JSON.stringify(setting))
  const code = await new Promise((resolve) => child.once('close', resolve))
  if (code !== 0) throw new Error(`${client} ended with ${code}: ${complaints}`)
  return JSON.parse(out)
}

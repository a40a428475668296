import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeFolder } from '../../folders/make-folder'
import { DatabaseUnusable } from './unusable'

/** Raised when another running process works in the folder. */
export class FolderInUse extends Error {
  constructor(
    readonly folder: string,
    readonly processId: number,
  ) {
    super(
      `The folder ${folder} is in use by the running process ${processId}. Stop it first, or choose another DATA_DIR.`,
    )
  }
}

/** Claims a folder for this process; returns the release. A lock left by a killed process is taken over. */
export const lockFolder = (folder: string): (() => void) => {
  try {
    makeFolder(folder)
  } catch (error) {
    throw new DatabaseUnusable(`DATA_DIR=${folder}`, error)
  }
  const owner = ownerOf(folder)
  if (owner !== null) throw new FolderInUse(folder, owner)
  const file = lockFile(folder)
  rmSync(file, { force: true })
  try {
    writeFileSync(file, `${process.pid}\n${birthOf(process.pid)}\n`, { flag: 'wx', mode: 0o600 })
  } catch {
    // Two processes met between the check and the write: the other one was first.
    throw new FolderInUse(folder, ownerOf(folder) ?? 0)
  }
  return () => rmSync(file, { force: true })
}

/** The process that holds the folder, or null. */
export const ownerOf = (folder: string): number | null => {
  const [id = '', birth = ''] = readText(lockFile(folder)).split('\n')
  const owner = Number(id)
  if (!Number.isInteger(owner) || owner <= 0 || !isAlive(owner)) return null
  // Process ids are used again, soonest in containers: the same id with another birth is another process.
  return birth === '' || birth === birthOf(owner) ? owner : null
}

/** True while the process exists, whoever owns it. */
export const isAlive = (processId: number): boolean => {
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    return error instanceof Error && Reflect.get(error, 'code') === 'EPERM'
  }
}

const lockFile = (folder: string): string => join(folder, 'process.lock')

/** When Linux says the process started, in clock ticks since boot; empty where there is no /proc. */
const birthOf = (processId: number): string => {
  const stat = readText(`/proc/${processId}/stat`)
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}

const readText = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/**
 * Makes a folder and those above it; one that is there already is left as it is. Throws the system's error. Not Node's own way of making all
 * that is missing, which never ends where the system denies that a folder can be, as below /proc or where folders are mounted on demand.
 */
export const makeFolder = (path: string, mode?: number): void => {
  const folder = resolve(path)
  if (!existsSync(dirname(folder))) makeFolder(dirname(folder), mode)
  try {
    mkdirSync(folder, mode)
  } catch (error) {
    // Also made by another process at this moment.
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error
  }
}

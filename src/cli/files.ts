import { readFile, writeFile } from 'node:fs/promises'
import { type Io, Refusal } from './io'

/** The content of a file that the person named. */
export const readBytes = async (path: string, io: Io): Promise<Uint8Array> => {
  try {
    return await readFile(path)
  } catch {
    throw new Refusal(io.t('import:failure.missing-file', { path }))
  }
}

/** Writes a value as JSON into a file that the person named. `mode` as in `chmod`. */
export const writeJson = async (path: string, value: unknown, io: Io, mode = 0o644): Promise<void> => {
  try {
    await writeFile(path, `${JSON.stringify(value, null, 2)}\n`, { mode })
  } catch {
    throw new Refusal(io.t('cli:refused.unwritable', { path }))
  }
}

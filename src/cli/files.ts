import { open, readFile } from 'node:fs/promises'
import { type Io, Refusal } from './io'

/** The content of a file that the person named. */
export const readBytes = async (path: string, io: Io): Promise<Uint8Array> => {
  try {
    return await readFile(path)
  } catch {
    throw new Refusal(io.t('import:failure.missing-file', { path }))
  }
}

/** Writes a value as JSON into a file that the person named. `mode` as in `chmod`: also of a file that is there already. */
export const writeJson = async (path: string, value: unknown, io: Io, mode?: number): Promise<void> => {
  try {
    const file = await open(path, 'w', mode ?? 0o644)
    try {
      if (mode !== undefined && (await file.stat()).isFile()) await file.chmod(mode)
      await file.writeFile(`${JSON.stringify(value, null, 2)}\n`)
    } finally {
      await file.close()
    }
  } catch {
    throw new Refusal(io.t('cli:refused.unwritable', { path }))
  }
}

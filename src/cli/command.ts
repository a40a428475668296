import type { TextKey } from '../i18n/text'
import { committeesCommand } from './committees'
import { doctorCommand } from './doctor/doctor'
import { importCommand } from './import'
import { type Io, Refusal } from './io'
import type { Opened } from './open'
import { exportCommand } from './operations/export'
import { personCommand } from './operations/person'
import { restoreCommand } from './operations/restore'
import { provisionCommand } from './provision'

/**
 * Runs one command to its exit status: 0 done, 1 done with a bad answer (`doctor`), 2 refused in words (on `io.complain`). A failure is
 * thrown. What the command opened is closed in any case.
 */
export const runCommand = async (args: readonly string[], io: Io, opened: Opened): Promise<0 | 1 | 2> => {
  try {
    const [name, ...rest] = args
    if (name === 'help' || args.includes('--help') || args.includes('-h')) {
      io.line(io.t(usages.get((name === 'help' ? rest[0] : name) ?? '') ?? 'cli:usage.main'))
      return 0
    }
    if (name === 'doctor') return await doctorCommand(rest, io, opened.patient)
    await dispatch(args, io, opened)
    return 0
  } catch (error) {
    if (!(error instanceof Refusal) && !isUsage(error)) throw error
    io.complain(error.message)
    return 2
  } finally {
    await opened.close()
  }
}

const dispatch = async ([name, ...rest]: readonly string[], io: Io, opened: Opened): Promise<void> => {
  if (name === 'import') return importCommand(rest, io, opened.context)
  if (name === 'committees') return committeesCommand(rest, io, opened.context)
  if (name === 'provision') return provisionCommand(rest, io, opened.door)
  if (name === 'export') return exportCommand(rest, io, opened.site)
  if (name === 'person') return personCommand(rest, io, opened.site)
  if (name === 'restore') return restoreCommand(rest, io, opened.site)
  throw new Refusal(io.t('cli:usage.main'))
}

const usages: ReadonlyMap<string, TextKey> = new Map([
  ['import', 'cli:usage.import'],
  ['committees', 'cli:usage.committees'],
  ['provision', 'cli:usage.provision'],
  ['export', 'operations:usage.export'],
  ['person', 'operations:usage.person'],
  ['restore', 'operations:usage.restore'],
])

/** Errors of `parseArgs` name the option in words. */
const isUsage = (error: unknown): error is { readonly message: string } =>
  typeof error === 'object' && error !== null && String(Reflect.get(error, 'code') ?? '').startsWith('ERR_PARSE_ARGS')

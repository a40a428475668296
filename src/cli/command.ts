import type { TextKey } from '../i18n/text'
import { type Io, Refusal } from './io'
import type { Opened } from './open'

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
    if (name === 'doctor') return await (await import('./doctor/doctor')).doctorCommand(rest, io, opened.patient)
    await dispatch(args, io, opened)
    return 0
  } catch (error) {
    const words = error instanceof Refusal ? error.message : misused(error, args[0], io)
    if (words === null) throw error
    io.complain(words)
    return 2
  } finally {
    await opened.close()
  }
}

/** A command is loaded when it is the one that was asked for. */
const dispatch = async ([name, ...rest]: readonly string[], io: Io, opened: Opened): Promise<void> => {
  if (name === 'import') return (await import('./import')).importCommand(rest, io, opened.context)
  if (name === 'committees') return (await import('./committees')).committeesCommand(rest, io, opened.context)
  if (name === 'provision') return (await import('./provision')).provisionCommand(rest, io, opened.door)
  if (name === 'export') return (await import('./operations/export')).exportCommand(rest, io, opened.site)
  if (name === 'person') return (await import('./operations/person')).personCommand(rest, io, opened.site)
  if (name === 'restore') return (await import('./operations/restore')).restoreCommand(rest, io, opened.site)
  throw new Refusal(io.t('cli:usage.main'))
}

const usages: ReadonlyMap<string, TextKey> = new Map([
  ['import', 'cli:usage.import'],
  ['committees', 'cli:usage.committees'],
  ['provision', 'cli:usage.provision'],
  ['doctor', 'operations:usage.doctor'],
  ['export', 'operations:usage.export'],
  ['person', 'operations:usage.person'],
  ['restore', 'operations:usage.restore'],
])

const misuses: ReadonlyMap<unknown, TextKey> = new Map([
  ['ERR_PARSE_ARGS_UNKNOWN_OPTION', 'cli:refused.option'],
  ['ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL', 'cli:refused.argument'],
  ['ERR_PARSE_ARGS_INVALID_OPTION_VALUE', 'cli:refused.value'],
])

/** What `parseArgs` refuses, in the person's language; its own words are English and quote the option first. Null for other errors. */
const misused = (error: unknown, name: string | undefined, { t }: Io): string | null => {
  const refused = misuses.get(Reflect.get(Object(error), 'code'))
  if (refused === undefined) return null
  const given = /'([^']*)'/.exec(String(Reflect.get(Object(error), 'message')))?.[1] ?? ''
  return `${t(refused, { given })}\n${t(usages.get(name ?? '') ?? 'cli:usage.main')}`
}

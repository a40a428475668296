import { translate } from '../i18n/translate'
import { importCommand } from './import'
import { consoleIo, type Io, Refusal } from './io'
import { type Opened, openForCommand } from './open'
import { provisionCommand } from './provision'

/** `gouvernail <command>`: what administrators and the PMO do from a shell. Exit status 0 done, 2 refused in words, 1 failed. */
const main = async (argv: readonly string[]): Promise<number> => {
  const english = argv.includes('--lang=en') || argv[argv.indexOf('--lang') + 1] === 'en'
  const args = argv.filter((arg, index) => !arg.startsWith('--lang') && argv[index - 1] !== '--lang')
  const io = consoleIo(translate(english ? 'en' : 'fr'))
  const opened = openForCommand()
  try {
    await command(args, io, opened)
    return 0
  } catch (error) {
    if (!(error instanceof Refusal) && !isUsage(error)) throw error
    process.stderr.write(`${error.message}\n`)
    return 2
  } finally {
    await opened.close()
  }
}

const command = async ([name, ...rest]: readonly string[], io: Io, opened: Opened): Promise<void> => {
  if (name === 'import') return importCommand(rest, io, opened.context)
  if (name === 'provision') return provisionCommand(rest, io, opened.door)
  throw new Refusal(io.t('cli:usage.main'))
}

/** Errors of `parseArgs` name the option in words. */
const isUsage = (error: unknown): error is Error =>
  error instanceof Error && String(Reflect.get(error, 'code') ?? '').startsWith('ERR_PARSE_ARGS')

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  },
)

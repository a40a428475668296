import { configOfProcess } from '../server/config'
import { runCommand } from './command'
import { consoleIo, languageOf } from './io'
import { openForCommand } from './open'

/** `gouvernail <command>`: what administrators and the PMO do from a shell. Exit status 0 done, 2 refused in words, 1 failed. */
const main = async (argv: readonly string[]): Promise<number> => {
  const { locale, args } = languageOf(argv)
  return runCommand(args, consoleIo(locale), openForCommand(configOfProcess()))
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  },
)

import { configOfProcess } from '../server/config'
import { startRefusal } from '../server/start-refusal'
import { runCommand } from './command'
import { consoleIo, languageOf } from './io'
import { openForCommand } from './open'

const { locale, args } = languageOf(process.argv.slice(2))
const io = consoleIo(locale)

/** `gouvernail <command>`: what administrators and the PMO do from a shell. Exit status 0 done, 2 refused in words, 1 failed. */
const main = async (): Promise<number> => runCommand(args, io, openForCommand(configOfProcess()))

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    io.complain(startRefusal(error, io.t) ?? (error instanceof Error ? error.message : String(error)))
    process.exit(1)
  },
)

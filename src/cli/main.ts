import { runCommand } from './command'
import { consoleIo } from './io'
import { openForCommand } from './open'

/** `gouvernail <command>`: what administrators and the PMO do from a shell. Exit status 0 done, 2 refused in words, 1 failed. */
const main = (argv: readonly string[]): Promise<number> => {
  const english = argv.includes('--lang=en') || argv[argv.indexOf('--lang') + 1] === 'en'
  const args = argv.filter((arg, index) => !arg.startsWith('--lang') && argv[index - 1] !== '--lang')
  return runCommand(args, consoleIo(english ? 'en' : 'fr'), openForCommand())
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  },
)

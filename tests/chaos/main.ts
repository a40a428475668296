import { parseArgs } from 'node:util'
import { campaign } from './campaign'

const refuse = (why: string): never => {
  process.stderr.write(`${why}\n`)
  process.exit(2)
}

const parsed = () => {
  try {
    return parseArgs({
      options: {
        runs: { type: 'string' },
        minutes: { type: 'string' },
        seed: { type: 'string' },
        json: { type: 'boolean', default: false },
        verbose: { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    const usage = 'npm run chaos -- [--runs N | --minutes N] [--seed S] [--json] [--verbose]'
    return refuse(`${error instanceof Error ? error.message : error}\n${usage}`)
  }
}

/** Exit code 1 when an invariant was broken, 2 when it is not clear what is wanted. */
const { values } = parsed()

const whole = (text: string | undefined, name: string): number | undefined => {
  if (text === undefined) return undefined
  const number = Number(text)
  if (Number.isInteger(number) && number > 0) return number
  return refuse(`--${name} must be a whole number above 0`)
}

const seed = whole(values.seed, 'seed') ?? 1 + Math.floor(Math.random() * 1_000_000)
const minutes = whole(values.minutes, 'minutes')
const runs = whole(values.runs, 'runs') ?? (minutes === undefined ? 5 : undefined)
const tell = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

campaign({
  seed,
  ...(runs === undefined ? {} : { runs }),
  ...(minutes === undefined ? {} : { minutes }),
  tell,
  verbose: values.verbose,
}).then(
  (totals) => {
    const broken = totals.violations.length > 0
    if (values.json) process.stdout.write(`${JSON.stringify(totals, null, 2)}\n`)
    else
      process.stdout.write(
        `${totals.runs} runs, ${totals.faultsInjected} faults, ${totals.kills} kills, ${totals.answersAcknowledged} answers acknowledged: ${broken ? `${totals.violations.length} violations` : 'nothing lost'}\n`,
      )
    process.exit(broken ? 1 : 0)
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
    process.exit(1)
  },
)

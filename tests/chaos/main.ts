import { parseArgs } from 'node:util'
import { campaign } from './campaign'

/** `npm run chaos -- --runs N | --minutes N [--seed S] [--json] [--verbose]`: exit code 1 when an invariant was broken. */
const { values } = parseArgs({
  options: {
    runs: { type: 'string' },
    minutes: { type: 'string' },
    seed: { type: 'string' },
    json: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
})

const whole = (text: string | undefined, name: string): number | undefined => {
  if (text === undefined) return undefined
  const number = Number(text)
  if (Number.isInteger(number) && number > 0) return number
  process.stderr.write(`--${name} must be a whole number above 0\n`)
  process.exit(2)
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

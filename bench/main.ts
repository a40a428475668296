import { parseArgs } from 'node:util'
import { cycleBench } from './cycle'
import { footprintBench } from './footprint/footprint'
import { readable } from './kit/readable'
import { scaleBench } from './scale/scale'
import { schedulingBench } from './scheduling/scheduling'
import { tabBench } from './tab'
import { throughputBench } from './throughput/throughput'

const USAGE =
  'npm run bench -- cycle|footprint|scale|scheduling|tab|throughput [--json] [--sizes N,…] [--seeds N,…] [--congress DIR]'

const refuse = (why: string): never => {
  process.stderr.write(`${why}\n${USAGE}\n`)
  process.exit(2)
}

const parsed = () => {
  try {
    return parseArgs({
      options: {
        json: { type: 'boolean', default: false },
        congress: { type: 'string' },
        sizes: { type: 'string', multiple: true },
        seeds: { type: 'string', multiple: true },
      },
      allowPositionals: true,
    })
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error))
  }
}
const { positionals, values } = parsed()

/** Of an option that is given several times, with commas, or both. */
const numbersOf = (name: 'sizes' | 'seeds'): readonly number[] | undefined =>
  values[name]
    ?.flatMap((text) => text.split(','))
    .map((text) => (/^\d+$/.test(text.trim()) ? Number(text) : refuse(`--${name} ${text}: whole numbers are wanted`)))
const [sizes, seeds] = [numbersOf('sizes'), numbersOf('seeds')]

/** `npm run bench -- <name> [--json]`: speed and cost are measured here, never asserted in a test. */
const benches: Readonly<Record<string, () => Promise<object>>> = {
  cycle: cycleBench,
  footprint: footprintBench,
  scale: () => scaleBench(sizes),
  scheduling: () =>
    schedulingBench({
      ...(values.congress === undefined ? {} : { congress: values.congress }),
      ...(sizes === undefined ? {} : { sizes }),
      ...(seeds === undefined ? {} : { seeds }),
    }),
  tab: tabBench,
  throughput: throughputBench,
}

const [name = ''] = positionals
const bench = (Object.hasOwn(benches, name) ? benches[name] : undefined) ?? refuse(`no bench is called “${name}”`)

bench().then(
  (result) => {
    console.log(values.json ? JSON.stringify(result, null, 2) : readable(result))
    process.exit(0)
  },
  (error: unknown) => {
    console.error(error)
    process.exit(1)
  },
)

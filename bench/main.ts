import { parseArgs } from 'node:util'
import { cycleBench } from './cycle'
import { footprintBench } from './footprint/footprint'
import { readable } from './kit/readable'
import { scaleBench } from './scale/scale'
import { schedulingBench } from './scheduling/scheduling'
import { tabBench } from './tab'
import { throughputBench } from './throughput/throughput'

const { positionals, values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    congress: { type: 'string' },
    sizes: { type: 'string', multiple: true },
    seeds: { type: 'string', multiple: true },
  },
  allowPositionals: true,
})
/** `npm run bench -- <name> [--json]`: speed and cost are measured here, never asserted in a test. */
const benches: Readonly<Record<string, () => Promise<object>>> = {
  cycle: cycleBench,
  footprint: footprintBench,
  scale: () => scaleBench(values.sizes?.map(Number)),
  scheduling: () =>
    schedulingBench({
      ...(values.congress === undefined ? {} : { congress: values.congress }),
      ...(values.sizes === undefined ? {} : { sizes: values.sizes.map(Number) }),
      ...(values.seeds === undefined ? {} : { seeds: values.seeds.map(Number) }),
    }),
  tab: tabBench,
  throughput: throughputBench,
}

const bench = benches[positionals[0] ?? '']

if (bench === undefined) {
  console.error(`npm run bench -- ${Object.keys(benches).join('|')} [--json]`)
  process.exit(2)
}

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

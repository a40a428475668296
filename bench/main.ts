import { parseArgs } from 'node:util'
import { cycleBench } from './cycle'
import { footprintBench } from './footprint/footprint'
import { scaleBench } from './scale/scale'
import { tabBench } from './tab'
import { throughputBench } from './throughput/throughput'

/** `npm run bench -- <name> [--json]`: speed and cost are measured here, never asserted in a test. */
const benches: Readonly<Record<string, () => Promise<object>>> = {
  cycle: cycleBench,
  footprint: footprintBench,
  scale: scaleBench,
  tab: tabBench,
  throughput: throughputBench,
}

const { positionals, values } = parseArgs({
  options: { json: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const bench = benches[positionals[0] ?? '']

if (bench === undefined) {
  console.error(`npm run bench -- ${Object.keys(benches).join('|')} [--json]`)
  process.exit(2)
}

bench().then(
  (result) => {
    console.log(JSON.stringify(result, null, values.json ? 2 : 1))
    process.exit(0)
  },
  (error: unknown) => {
    console.error(error)
    process.exit(1)
  },
)

import { join } from 'node:path'

/** Every test process logs its Graph requests for the contract check at the end of the run; see tests/kit/reporter.js. */
process.env.GRAPH_LOG = join(__dirname, '../../dist/graph-log', `${process.pid}.jsonl`)

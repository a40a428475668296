import { join } from 'node:path'
import { Worker } from 'node:worker_threads'

const HEAP_MEGABYTES = 1024
/** Little room for young objects keeps the garbage of a search small. */
const YOUNG_MEGABYTES = 6

/** A thread that begins with this module, which is named from this folder. */
export const openThread = (module: './serve.ts' | './serve-tasks.ts'): Worker =>
  new Worker(join(__dirname, 'entry.js'), {
    workerData: module,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES, maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
  })

// Where a worker thread begins: it runs from the TypeScript sources, like everything else.
require('tsx/cjs')
require(require('node:worker_threads').workerData)

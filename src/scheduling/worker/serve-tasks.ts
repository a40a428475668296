import { parentPort } from 'node:worker_threads'
import { type SharedTasks, shareOf } from './shared-tasks'

const port = parentPort
if (port === null) throw new Error('this file is the inside of a worker thread')

port.on('message', async (tasks: SharedTasks) => {
  const share = await shareOf(tasks)
  if (share.size > 0) port.postMessage(share)
})

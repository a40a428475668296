import { availableParallelism } from 'node:os'
import type { Worker } from 'node:worker_threads'
import { type DoAll, type Done, inTurn } from '../solver/tasks'
import { type Share, type SharedTasks, shareOf } from './shared-tasks'
import { openThread } from './thread'

/**
 * Does tasks in this thread and in a second one, which begins with the first two tasks and ends with this thread. While it is still loading,
 * this thread does them all. What throws in the second throws here. On a machine with one processor there is no second.
 */
export const withCompanion = (): DoAll => {
  let companion: Worker | undefined
  let answered: (share: Share) => void = () => undefined
  let failed: (error: Error) => void = () => undefined
  const opened = (): Worker => {
    const thread = openThread('./serve-tasks.ts')
    thread.on('message', (share: Share) => answered(share)).on('error', (error) => failed(error))
    // It waits for tasks, nobody waits for it.
    thread.unref()
    return thread
  }
  return async (tasks) => {
    if (tasks.length < 2 || availableParallelism() < 2) return inTurn(tasks)
    companion ??= opened()
    const shared: SharedTasks = { tasks, claimed: new Int32Array(new SharedArrayBuffer(4)) }
    const theirs = new Promise<Share>((resolve, reject) => {
      answered = resolve
      failed = reject
    })
    // Where both throw, one error is enough.
    theirs.catch(() => undefined)
    companion.postMessage(shared)
    const own = await shareOf(shared)
    // It answers when it has done some.
    const done = own.size === tasks.length ? own : new Map([...own, ...(await theirs)])
    return tasks.flatMap((_, at): readonly Done[] => [done.get(at)].filter((one) => one !== undefined))
  }
}

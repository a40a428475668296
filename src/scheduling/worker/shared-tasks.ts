import { type Done, perform, type Task } from '../solver/tasks'

/** Tasks that two threads share out among themselves. */
export interface SharedTasks {
  readonly tasks: readonly Task[]
  /** How many are somebody's already, in shared memory: whoever counts one more has the next. */
  readonly claimed: Int32Array
}

/** What one thread did of them, by their numbers. */
export type Share = ReadonlyMap<number, Done>

/** Works on the next task that nobody has, until there is none. */
export const shareOf = async ({ tasks, claimed }: SharedTasks): Promise<Share> => {
  const share = new Map<number, Done>()
  for (;;) {
    const at = Atomics.add(claimed, 0, 1)
    const next = tasks[at]
    if (!next) return share
    share.set(at, await perform(next))
  }
}

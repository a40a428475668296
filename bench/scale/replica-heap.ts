import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'

const Answer = z.object({ heapBytes: z.number(), lookupMs: z.number(), rows: z.number() })
export type ReplicaHeap = z.infer<typeof Answer>

/** Measured in a process of its own, whose heap holds nothing else. */
export const replicaHeap = async (projects: number): Promise<ReplicaHeap> => {
  const file = join(__dirname, 'measure-heap.ts')
  const args = ['--expose-gc', '--import', 'tsx', file, String(projects)]
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: join(__dirname, '../..') })
  return Answer.parse(JSON.parse(stdout))
}

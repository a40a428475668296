import { parentPort } from 'node:worker_threads'
import { planMeetings } from '../plan-meetings'
import { repairPlan } from '../repair-plan'
import { withCompanion } from './companion'
import type { Answer, Job } from './jobs'

const port = parentPort
if (port === null) throw new Error('this file is the inside of a worker thread')

const doAll = withCompanion()

const answer = (message: Answer): void => port.postMessage(message)

const work = async (job: Job): Promise<Answer> => {
  const report = (progress: Extract<Answer, { kind: 'progress' }>['progress']): void =>
    answer({ kind: 'progress', progress })
  return job.kind === 'plan'
    ? { kind: 'plan', plan: await planMeetings(job.input, job.options, report, doAll) }
    : { kind: 'repair', repaired: await repairPlan(job.input, job.standing, job.options, report, doAll) }
}

port.on('message', (job: Job) => {
  work(job).then(answer, (error: unknown) =>
    answer({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
  )
})

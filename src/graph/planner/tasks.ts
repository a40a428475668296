import { z } from 'zod'
import type { Log } from '../../context'
import type { NewTask, PlannerTask, TaskChange, TaskOutcome, Tasks } from '../../ports/tasks'
import type { Call, GraphCaller, RowReply } from '../http/caller'
import { GraphFailure } from '../http/failure'

const task = z.object({
  '@odata.etag': z.string(),
  id: z.string(),
  title: z.string().nullish(),
  percentComplete: z.number().nullish(),
  dueDateTime: z.string().nullish(),
  completedDateTime: z.string().nullish(),
  assignments: z.record(z.string(), z.unknown()).nullish(),
})
const created = z.object({ id: z.string() })

/** Planner's titles are no longer. */
const TITLE_MAX = 255
const ASSIGNMENT = { '@odata.type': '#microsoft.graph.plannerAssignment', orderHint: ' !' } as const

/** Planner as the application sees it (GRAPH-FACTS 8). */
export const createTasks = (caller: GraphCaller, log: Log): Tasks => ({
  async ofPlan(plan) {
    try {
      const found = await caller.all({ method: 'GET', path: `/planner/plans/${encodeURIComponent(plan)}/tasks` })
      return found.map((one) => taskOf(task.parse(one)))
    } catch (error) {
      if (!(error instanceof GraphFailure)) throw error
      log.warn({ plan, code: error.code, requestId: error.detail.requestId }, 'The plan could not be read')
      return undefined
    }
  },
  create: async (tasks) => (await caller.batch(tasks.map(createCall))).map((reply) => outcomeOf(reply)),
  async change(changes) {
    const replies = await caller.batch(changes.map(changeCall))
    return replies.map((reply, index) => outcomeOf(reply, changes[index]?.id))
  },
})

const taskOf = (read: z.infer<typeof task>): PlannerTask => ({
  id: read.id,
  etag: read['@odata.etag'],
  title: read.title ?? '',
  percentComplete: read.percentComplete ?? 0,
  dueOn: read.dueDateTime?.slice(0, 10) ?? null,
  completedAt: read.completedDateTime ? `${new Date(read.completedDateTime).toISOString().slice(0, 19)}Z` : null,
  assignees: Object.keys(read.assignments ?? {}),
})

/** Noon: the same day in every zone in which somebody looks at it. */
const instantOf = (day: string | null): string | null => (day === null ? null : `${day}T12:00:00Z`)

const createCall = ({ plan, bucket, title, dueOn, assignee }: NewTask): Call => ({
  method: 'POST',
  path: '/planner/tasks',
  body: {
    planId: plan,
    ...(bucket === null ? {} : { bucketId: bucket }),
    title: title.slice(0, TITLE_MAX),
    ...(dueOn === null ? {} : { dueDateTime: instantOf(dueOn) }),
    ...(assignee === null ? {} : { assignments: { [assignee]: ASSIGNMENT } }),
  },
})

const changeCall = ({ id, etag, title, percentComplete, dueOn, assign }: TaskChange): Call => ({
  method: 'PATCH',
  path: `/planner/tasks/${encodeURIComponent(id)}`,
  headers: { 'If-Match': etag },
  body: {
    ...(title === undefined ? {} : { title: title.slice(0, TITLE_MAX) }),
    ...(percentComplete === undefined ? {} : { percentComplete }),
    ...(dueOn === undefined ? {} : { dueDateTime: instantOf(dueOn) }),
    ...(assign === undefined ? {} : { assignments: assignmentsOf(assign) }),
  },
})

const assignmentsOf = ({ to, instead }: NonNullable<TaskChange['assign']>): Record<string, object | null> => ({
  ...Object.fromEntries(instead.filter((person) => person !== to).map((person) => [person, null])),
  ...(to === null || instead.includes(to) ? {} : { [to]: ASSIGNMENT }),
})

/** Limits come as 403 with a code that names them. */
const outcomeOf = (reply: RowReply, id?: string): TaskOutcome => {
  if (!(reply instanceof GraphFailure)) return { ok: true, id: id ?? created.parse(reply.body).id }
  const { graphCode } = reply.detail
  if (graphCode === 'AssigneeNotInGroup') return { ok: false, reason: 'not-in-group' }
  if (graphCode.startsWith('Maximum')) return { ok: false, reason: 'full' }
  switch (reply.code) {
    case 'conflict':
    case 'not-found':
      return { ok: false, reason: reply.code }
    case 'throttled':
    case 'unavailable':
      return { ok: false, reason: 'unavailable' }
    default:
      return { ok: false, reason: 'refused' }
  }
}

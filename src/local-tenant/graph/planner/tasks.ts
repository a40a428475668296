import { at, textAt } from '../../json'
import { application } from '../../registration'
import type { PlannerEntity } from '../../store/office-entities'
import { created, type GraphCall, type GraphReply, noContent, ok, param } from '../exchange'
import type { GraphParts } from '../parts'
import type { GraphRoute } from '../router'
import { bodyOf, checkMatch, entitiesIn, findEntity, keyOf, newId, overLimit } from './entities'
import { changed, make, put } from './plans'
import { invalid, readDetails, readTask } from './task-fields'

const noDetails = { description: '', previewType: 'automatic', checklist: {}, references: {} }

/** Tasks and their details, which have an etag of their own (GRAPH-FACTS 8). */
export const taskRoutes = (parts: GraphParts): readonly GraphRoute[] => {
  const read = { operation: 'plan.read', units: 0 } as const
  const write = { operation: 'plan.write', units: 0 } as const
  const task = '/planner/tasks/{task}'
  const taskOf = (call: GraphCall): PlannerEntity => findEntity(parts, 'Task', param(call, 'task'))
  const detailsOf = (call: GraphCall): PlannerEntity => findEntity(parts, 'TaskDetails', param(call, 'task'))
  return [
    {
      ...write,
      method: 'POST',
      template: '/planner/tasks',
      entity: 'plannerTask',
      handle: (call) => create(parts, call),
    },
    { ...read, method: 'GET', template: task, handle: (call) => ok(bodyOf(taskOf(call))) },
    {
      ...write,
      method: 'PATCH',
      template: task,
      entity: 'plannerTask',
      handle: (call) => patch(parts, call, taskOf(call)),
    },
    { ...write, method: 'DELETE', template: task, handle: (call) => remove(parts, call, taskOf(call)) },
    { ...read, method: 'GET', template: `${task}/details`, handle: (call) => ok(bodyOf(detailsOf(call))) },
    {
      ...write,
      method: 'PATCH',
      template: `${task}/details`,
      entity: 'plannerTaskDetails',
      handle: (call) => patchDetails(parts, call, detailsOf(call)),
    },
  ]
}

/** Refuses a bucket of another plan. */
const checkBucket = (parts: GraphParts, planId: string, bucketId: unknown): void => {
  if (bucketId === undefined || bucketId === null) return
  if (typeof bucketId !== 'string' || findEntity(parts, 'Bucket', bucketId).planId !== planId) {
    throw invalid('The bucket is not one of the plan.')
  }
}

const create = (parts: GraphParts, call: GraphCall): GraphReply => {
  const plan = findEntity(parts, 'Plan', textAt(call.body, 'planId') ?? '')
  const { planTasks } = parts.faults.current
  if (entitiesIn(parts, 'Task', plan.id).length >= planTasks) throw overLimit('MaximumTasksInProject')
  const fields = readTask(parts, call, {
    planId: plan.id,
    bucketId: null,
    percentComplete: 0,
    priority: 5,
    startDateTime: null,
    dueDateTime: null,
    orderHint: '8585900000000P~',
    createdDateTime: parts.state.instant().toISOString(),
    createdBy: { user: { id: call.caller.person?.id ?? null }, application: { id: application.clientId } },
    hasDescription: false,
    referenceCount: 0,
    checklistItemCount: 0,
    activeChecklistItemCount: 0,
  })
  checkBucket(parts, plan.id, fields.bucketId)
  const id = newId()
  put(parts, make('TaskDetails', id, plan.id, noDetails))
  return created(bodyOf(put(parts, make('Task', id, plan.id, fields))))
}

const patch = (parts: GraphParts, call: GraphCall, task: PlannerEntity): GraphReply => {
  checkMatch(call, task)
  const plan = at(call.body, 'planId')
  if (plan !== undefined && plan !== task.planId) throw invalid("The property 'planId' cannot be changed.")
  const fields = readTask(parts, call, task.fields)
  checkBucket(parts, task.planId, fields.bucketId)
  return changed(call, put(parts, { ...task, version: task.version + 1, fields }))
}

/** The counts of the task follow its details, and with them its etag. */
const patchDetails = (parts: GraphParts, call: GraphCall, details: PlannerEntity): GraphReply => {
  checkMatch(call, details)
  const fields = readDetails(call.body, details.fields)
  const stored = put(parts, { ...details, version: details.version + 1, fields })
  const task = findEntity(parts, 'Task', details.id)
  const checklist = Object.values(fields.checklist ?? {})
  const counts = {
    hasDescription: Boolean(fields.description),
    referenceCount: Object.keys(fields.references ?? {}).length,
    checklistItemCount: checklist.length,
    activeChecklistItemCount: checklist.filter((item) => item?.isChecked !== true).length,
  }
  put(parts, { ...task, version: task.version + 1, fields: { ...task.fields, ...counts } })
  return changed(call, stored)
}

const remove = (parts: GraphParts, call: GraphCall, task: PlannerEntity): GraphReply => {
  checkMatch(call, task)
  parts.state.office.planner.delete(keyOf(task))
  parts.state.office.planner.delete(keyOf({ kind: 'TaskDetails', id: task.id }))
  return noContent()
}

import { at, textAt } from '../../json'
import { team } from '../../registration'
import type { PlannerEntity } from '../../store/office-entities'
import { created, type GraphCall, GraphError, type GraphReply, noContent, ok, param, prefers } from '../exchange'
import { type GraphParts, graphUrl } from '../parts'
import type { GraphRoute } from '../router'
import { bodyOf, checkMatch, entitiesIn, findEntity, keyOf, newId, overLimit } from './entities'
import { invalid, planContainer } from './task-fields'

const MOST_BUCKETS = 200

/** Stores an entity anew. */
export const put = (parts: GraphParts, entity: PlannerEntity): PlannerEntity =>
  parts.state.office.planner.put(keyOf(entity), entity)

/** A new entity, seen by others after the delay that the faults set. */
export const make = (
  kind: PlannerEntity['kind'],
  id: string,
  planId: string,
  fields: PlannerEntity['fields'],
): PlannerEntity => ({
  id,
  kind,
  planId,
  version: 1,
  madeAt: Date.now(),
  fields,
})

/** 204, or the entity for `Prefer: return=representation`. */
export const changed = (call: GraphCall, entity: PlannerEntity): GraphReply =>
  prefers(call, 'return=representation') ? ok(bodyOf(entity)) : noContent()

/** A page of entities. */
export const page = (parts: GraphParts, entities: readonly PlannerEntity[]): GraphReply =>
  ok({
    '@odata.context': `${graphUrl(parts)}/$metadata#planner`,
    '@odata.count': entities.length,
    value: entities.map(bodyOf),
  })

/** Plans and buckets (GRAPH-FACTS 8). */
export const planRoutes = (parts: GraphParts): readonly GraphRoute[] => {
  const read = { operation: 'plan.read', units: 0 } as const
  const write = { operation: 'plan.write', units: 0 } as const
  const plan = '/planner/plans/{plan}'
  const bucket = '/planner/buckets/{bucket}'
  const planOf = (call: GraphCall): PlannerEntity => findEntity(parts, 'Plan', param(call, 'plan'))
  const bucketOf = (call: GraphCall): PlannerEntity => findEntity(parts, 'Bucket', param(call, 'bucket'))
  return [
    { ...read, method: 'GET', template: '/groups/{group}/planner/plans', handle: (call) => plansOf(parts, call) },
    {
      ...write,
      method: 'POST',
      template: '/planner/plans',
      entity: 'plannerPlan',
      handle: (call) => createPlan(parts, call),
    },
    { ...read, method: 'GET', template: plan, handle: (call) => ok(bodyOf(planOf(call))) },
    {
      ...write,
      method: 'PATCH',
      template: plan,
      entity: 'plannerPlan',
      handle: (call) => rename(parts, call, planOf(call), 'title'),
    },
    { ...write, method: 'DELETE', template: plan, handle: (call) => remove(parts, call, planOf(call)) },
    {
      ...read,
      method: 'GET',
      template: `${plan}/buckets`,
      handle: (call) => page(parts, entitiesIn(parts, 'Bucket', planOf(call).id)),
    },
    {
      ...read,
      method: 'GET',
      template: `${plan}/tasks`,
      handle: (call) => page(parts, entitiesIn(parts, 'Task', planOf(call).id)),
    },
    {
      ...write,
      method: 'POST',
      template: '/planner/buckets',
      entity: 'plannerBucket',
      handle: (call) => createBucket(parts, call),
    },
    { ...read, method: 'GET', template: bucket, handle: (call) => ok(bodyOf(bucketOf(call))) },
    { ...read, method: 'GET', template: `${bucket}/tasks`, handle: (call) => tasksOf(parts, bucketOf(call)) },
    {
      ...write,
      method: 'PATCH',
      template: bucket,
      entity: 'plannerBucket',
      handle: (call) => rename(parts, call, bucketOf(call), 'name'),
    },
    { ...write, method: 'DELETE', template: bucket, handle: (call) => remove(parts, call, bucketOf(call)) },
  ]
}

const plansOf = (parts: GraphParts, call: GraphCall): GraphReply => {
  if (param(call, 'group') !== team.teamId) throw new GraphError(404, '', 'The requested item is not found.')
  const plans = [...parts.state.office.planner.values()].filter(
    ({ kind, madeAt }) => kind === 'Plan' && parts.faults.shows(madeAt),
  )
  return page(parts, plans)
}

const createPlan = (parts: GraphParts, call: GraphCall): GraphReply => {
  const title = textAt(call.body, 'title')
  const group = textAt(call.body, 'owner') ?? textAt(at(call.body, 'container'), 'url')?.split('/').at(-1)
  if (!title) throw invalid("The value for the property 'title' is invalid.")
  if (group !== team.teamId)
    throw new GraphError(403, '', 'You do not have the required permissions to access this item.')
  const id = newId()
  const fields = {
    title,
    owner: group,
    container: planContainer(parts.origin()),
    createdDateTime: parts.state.instant().toISOString(),
  }
  return created(bodyOf(put(parts, make('Plan', id, id, fields))))
}

const createBucket = (parts: GraphParts, call: GraphCall): GraphReply => {
  const name = textAt(call.body, 'name')
  if (!name) throw invalid("The value for the property 'name' is invalid.")
  const plan = findEntity(parts, 'Plan', textAt(call.body, 'planId') ?? '')
  if (entitiesIn(parts, 'Bucket', plan.id).length >= MOST_BUCKETS) throw overLimit('MaximumBucketsInProject')
  const fields = { name, planId: plan.id, orderHint: '8585900000000P~' }
  return created(bodyOf(put(parts, make('Bucket', newId(), plan.id, fields))))
}

const tasksOf = (parts: GraphParts, bucket: PlannerEntity): GraphReply =>
  page(
    parts,
    entitiesIn(parts, 'Task', bucket.planId).filter(({ fields }) => fields.bucketId === bucket.id),
  )

const rename = (parts: GraphParts, call: GraphCall, entity: PlannerEntity, property: 'title' | 'name'): GraphReply => {
  checkMatch(call, entity)
  const name = textAt(call.body, property)
  if (!name) throw invalid(`The value for the property '${property}' is invalid.`)
  const fields = { ...entity.fields, [property]: name }
  return changed(call, put(parts, { ...entity, version: entity.version + 1, fields }))
}

/** What is in a plan or a bucket goes with it. */
const remove = (parts: GraphParts, call: GraphCall, entity: PlannerEntity): GraphReply => {
  checkMatch(call, entity)
  const { planner } = parts.state.office
  for (const other of [...planner.values()]) {
    const inBucket = other.kind === 'Task' && other.fields.bucketId === entity.id
    if (entity.kind === 'Plan' ? other.planId === entity.id : inBucket) {
      planner.delete(keyOf(other))
      planner.delete(keyOf({ kind: 'TaskDetails', id: other.id }))
    }
  }
  planner.delete(keyOf(entity))
  return noContent()
}

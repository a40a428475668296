import type { PlannerEntity } from '../../store/office-entities'
import { type GraphCall, GraphError } from '../exchange'
import type { GraphParts } from '../parts'

/** `W/"JzEt…"`: the kind and the version, in base64, so that one resource's never passes for another's. */
export const etagOf = ({ kind, version }: PlannerEntity): string =>
  `W/"${Buffer.from(`'1-${kind} @@@@@@@@@@@@@${version}'`).toString('base64')}"`

/** A reading of a Planner entity as it is answered. */
export const bodyOf = (entity: PlannerEntity): Record<string, unknown> => ({
  '@odata.etag': etagOf(entity),
  ...entity.fields,
  id: entity.id,
})

/** Ids of 28 characters; details have the id of their task. */
export const newId = (): string =>
  Buffer.from(crypto.randomUUID().replaceAll('-', ''), 'hex').toString('base64url').padEnd(28, 'A')

/** Details share their task's id. */
export const keyOf = ({ kind, id }: Pick<PlannerEntity, 'kind' | 'id'>): string => `${kind}/${id}`

/** An entity that can already be seen: a new one may take a while (GRAPH-FACTS 8). */
export const findEntity = ({ state, faults }: GraphParts, kind: PlannerEntity['kind'], id: string): PlannerEntity => {
  const found = state.office.planner.get(keyOf({ kind, id }))
  if (!found || !faults.shows(found.madeAt)) throw new GraphError(404, '', 'The requested item is not found.')
  return found
}

export const entitiesIn = (
  { state, faults }: GraphParts,
  kind: PlannerEntity['kind'],
  planId: string,
): PlannerEntity[] =>
  [...state.office.planner.values()].filter(
    (one) => one.kind === kind && one.planId === planId && faults.shows(one.madeAt),
  )

/** Every change and deletion needs the entity's present etag: 400 without or with another resource's, 412 with an old one. */
export const checkMatch = (call: GraphCall, entity: PlannerEntity): void => {
  const given = call.headers.get('if-match')
  const read = /^W\/"([A-Za-z0-9+/=]+)"$/.exec(given ?? '')?.[1]
  const kind = /^'1-(\w+) @/.exec(Buffer.from(read ?? '', 'base64').toString('utf8'))?.[1]
  if (kind !== entity.kind) throw new GraphError(400, '', 'The If-Match header contains an invalid value.')
  if (given !== etagOf(entity)) throw new GraphError(412, 'UnknownError', '')
}

/** Planner's limits come as 403 with a code of their own. */
export const overLimit = (code: string): GraphError =>
  new GraphError(
    403,
    code,
    'You do not have the required permissions to access this item, or the item may have reached a service limit.',
  )

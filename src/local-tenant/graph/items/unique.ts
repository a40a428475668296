import type { Differences } from '../../differences'
import type { ListEntity, Values } from '../../store/entities'
import { GraphError } from '../exchange'
import type { GraphParts } from '../parts'

const STATUS: Readonly<Record<Differences['takenValue'], number>> = {
  invalidRequest: 400,
  nameAlreadyExists: 409,
  generalException: 500,
}

/** Refuses values that another item already has in a column that enforces unique values. Status, code and text are not confirmed. */
export const refuseTakenValues = (
  { state, faults }: Pick<GraphParts, 'state' | 'faults'>,
  list: ListEntity,
  itemId: number | null,
  values: Values,
): void => {
  for (const { name, enforceUniqueValues } of list.columns) {
    const value = values[name]
    if (!enforceUniqueValues || value === undefined) continue
    const holder = state.holder(list.id, name, value)
    if (holder === undefined || holder === itemId) continue
    const code = faults.current.takenValue
    throw new GraphError(
      STATUS[code],
      code,
      `The list item could not be added or updated because duplicate values were found in the following field(s) in the list: [${name}].`,
    )
  }
}

import type { ListEntity, Values } from '../../store/entities'
import type { TenantState } from '../../store/state'
import { invalidRequest } from '../exchange'

/** Refuses values that another item already has in a column that enforces unique values. Status and text are assumptions. */
export const refuseTakenValues = (
  state: TenantState,
  list: ListEntity,
  itemId: number | null,
  values: Values,
): void => {
  for (const { name, enforceUniqueValues } of list.columns) {
    const value = values[name]
    if (!enforceUniqueValues || value === undefined) continue
    const holder = state.holder(list.id, name, value)
    if (holder === undefined || holder === itemId) continue
    throw invalidRequest(
      `The list item could not be added or updated because duplicate values were found in the following field(s) in the list: [${name}].`,
    )
  }
}

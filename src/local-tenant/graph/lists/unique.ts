import type { Column, ListEntity, Value, Values } from '../../store/entities'
import type { TenantState } from '../../store/state'
import { invalidRequest } from '../exchange'

/** Unique columns compare text without regard to case, as SharePoint's collation does. */
export const comparableKey = (value: Value): string =>
  typeof value === 'string' ? `s:${value.toLowerCase()}` : `${typeof value}:${JSON.stringify(value)}`

/** Refuses values that another item already has in a column that enforces unique values. Status and text are assumptions. */
export const refuseTakenValues = (
  state: TenantState,
  list: ListEntity,
  itemId: number | null,
  values: Values,
): void => {
  const columns: readonly Column[] = list.columns.filter(({ enforceUniqueValues }) => enforceUniqueValues)
  for (const { name } of columns) {
    const value = values[name]
    if (value === undefined) continue
    const key = comparableKey(value)
    for (const other of state.table(list.id).items.values()) {
      const taken = other.values[name]
      if (other.id === itemId || other.deleted || taken === undefined || comparableKey(taken) !== key) continue
      throw invalidRequest(
        `The list item could not be added or updated because duplicate values were found in the following field(s) in the list: [${name}].`,
      )
    }
  }
}

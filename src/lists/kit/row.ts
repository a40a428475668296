import { fieldsOf, type ItemRef, type List, type Patch, type Row } from './list'

/**
 * A row from values that were read field by field as the definition says. A value that is absent becomes the field's blank:
 * null, false or empty, or empty text for a required text.
 */
export const rowFrom = <L extends List>(of: L, values: Readonly<Record<string, unknown>>, item: ItemRef): Row<L> => {
  const row: Record<string, unknown> = { $item: item }
  for (const [name, field] of fieldsOf(of)) {
    const blank = field.kind === 'flag' ? false : field.kind === 'choices' ? [] : field.required ? '' : null
    row[name] = values[name] ?? blank
  }
  // Names and value types come from the same definition as the type; TypeScript cannot follow a computed record.
  return row as unknown as Row<L>
}

/** A row with some values replaced, same item. */
export const rowWith = <L extends List>(of: L, row: Row<L>, values: object): Row<L> =>
  rowFrom(of, { ...row, ...values }, row.$item)

/** The row as a row of this list: the caller looked it up under the list's own name. */
export const rowOf = <L extends List>(of: L, row: Row<List>): Row<L> => {
  if (!(of.key in row)) throw new TypeError(`Not a row of ${of.name}`)
  // A store holds rows of many lists under their names; the link between name and type cannot be expressed in its map.
  return row as unknown as Row<L>
}

/** All rows of one list, as `rowOf`. */
export const rowsOf = <L extends List>(_of: L, rows: readonly Row<List>[]): readonly Row<L>[] =>
  // As in `rowOf`; not checked row by row because reads of thousands of rows pass here.
  rows as unknown as readonly Row<L>[]

/** Values that were read through this list's declaration and kept elsewhere, such as in a file, as values to write. */
export const patchOf = <L extends List>(of: L, values: Readonly<Record<string, unknown>>): Patch<L> => {
  const unknown = Object.keys(values).find((name) => !Object.hasOwn(of.fields, name))
  if (unknown !== undefined) throw new TypeError(`${of.name} has no field ${unknown}`)
  // As in `rowFrom`: names were checked, value types come from the declaration that wrote them.
  return values as unknown as Patch<L>
}

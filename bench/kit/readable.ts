/** Results of a bench for people: single figures line by line, rows as tables. */

const isRow = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value)

/** `{ ours: { p50: 3 } }` as `ours.p50` → `3`. */
const flat = (value: object, prefix = ''): readonly (readonly [string, string])[] =>
  Object.entries(value).flatMap(([name, each]) =>
    isRow(each) ? flat(each, `${prefix}${name}.`) : [[`${prefix}${name}`, textOf(each)] as const],
  )

const textOf = (value: unknown): string => {
  if (value === null || value === undefined) return '-'
  if (Array.isArray(value)) return value.length === 0 ? '-' : value.map(textOf).join(', ')
  return typeof value === 'number' ? value.toLocaleString('en-GB', { maximumFractionDigits: 3 }) : String(value)
}

const lined = (rows: readonly (readonly string[])[]): readonly string[] => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  // Names to the left, figures to the right.
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
}

const table = (rows: readonly object[]): readonly string[] => {
  const cells = rows.map((row) => new Map(flat(row)))
  const names = [...new Set(cells.flatMap((row) => [...row.keys()]))]
  return lined([names, ...cells.map((row) => names.map((name) => row.get(name) ?? '-'))])
}

export const readable = (result: object): string => {
  const tables = Object.entries(result).filter(
    ([, value]) => Array.isArray(value) && value.length > 0 && value.every(isRow),
  )
  const named = new Set(tables.map(([name]) => name))
  const rest = Object.fromEntries(Object.entries(result).filter(([name]) => !named.has(name)))
  const blocks = [lined(flat(rest)), ...tables.map(([name, rows]) => [name, ...table(rows)])]
  return blocks.flatMap((lines) => [...lines, '']).join('\n')
}

/** Choices of a list that live in its address, and the columns that a person ticks. Pure; shared by every list with columns. */

export const split = (text: string | null): string[] => (text ?? '').split(',').filter((word) => word !== '')

/** The codes that an address names, in its order; words that are no code are left out. */
export const known = <T extends string>(codes: readonly T[], text: string | null): T[] =>
  split(text).flatMap((word) => codes.filter((code) => code === word))

/** The columns after `id` was ticked or unticked, in their usual order; the first ones when only the name would be left. */
export const withColumn = <C extends string>(
  columns: readonly C[],
  first: readonly C[],
  chosen: readonly C[],
  id: string,
): readonly C[] => {
  const next = columns.filter((column) => (column === id ? !chosen.includes(column) : chosen.includes(column)))
  return next.length > 1 ? next : first
}

/** Groups that are closed, after one of them was opened or closed. */
export const toggledGroup = (closed: readonly string[], group: string): readonly string[] =>
  closed.includes(group) ? closed.filter((one) => one !== group) : [...closed, group]

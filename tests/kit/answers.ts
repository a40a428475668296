/** What a question card sends with its actions: the action's own data, and the inputs as `<project>.<field>`. */
export const cardData = (cycle: string, project: string, fields: Readonly<Record<string, unknown>> = {}): object => ({
  cycle,
  project,
  ...Object.fromEntries(Object.entries(fields).map(([field, value]) => [`${project}.${field}`, value])),
})

/** The texts of a card, or of any part of it, in reading order. */
export const textsOf = (part: unknown): readonly string[] => {
  if (Array.isArray(part)) return part.flatMap(textsOf)
  if (typeof part !== 'object' || part === null) return []
  return Object.entries(part).flatMap(([name, value]) =>
    (name === 'text' || name === 'title') && typeof value === 'string' ? [value] : textsOf(value),
  )
}

/**
 * What stands for a favoured project that a person may not see: a mark and the place of its option. It says nothing of the project, and
 * comes back with the options, so that an edit by that person leaves the project where it was.
 */
const HIDDEN = /^\?(\d+)$/

export const hiddenAt = (place: number): string => `?${place}`

/** The place of the option; undefined for a project that is named. */
export const placeOf = (project: string): number | undefined => {
  const digits = HIDDEN.exec(project)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

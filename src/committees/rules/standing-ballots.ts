/**
 * The ballots of a vote under way that stand. A proxy lapses when its giver comes into the room, as a mandate does that is revoked by
 * attending in person (Robert's Rules): what was cast by it falls, and the giver votes themselves. A vote that is closed stands as it is.
 */
export const standing = <B extends { readonly byProxy: boolean }>(
  ballots: ReadonlyMap<string, B>,
  present: ReadonlySet<string>,
): ReadonlyMap<string, B> => new Map([...ballots].filter(([voter, { byProxy }]) => !byProxy || !present.has(voter)))

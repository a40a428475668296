import type { Reason } from '../../rules/decide-vote'

type Named = Extract<Reason, { readonly who: readonly string[] }>

/** A reason as it is kept with the decision; of a secret vote it says how many, and nobody's name. */
export type KeptReason = Exclude<Reason, Named> | (Named & { readonly count: number })

export const keptReasons = (reasons: readonly Reason[], secret: boolean): readonly KeptReason[] =>
  reasons.map((reason) =>
    'who' in reason ? { ...reason, count: reason.who.length, who: secret ? [] : reason.who } : reason,
  )

const isReason = (each: unknown): boolean => {
  const { code, check } = Object(each)
  return typeof code === 'string' && (code !== 'quorum.check' || typeof Object(check).code === 'string')
}

/** Reads what `keptReasons` was written as; a note that somebody else filled explains nothing. */
export const readReasons = (note: string | null): readonly KeptReason[] => {
  try {
    const parsed: unknown = JSON.parse(note ?? '[]')
    return Array.isArray(parsed) ? parsed.filter(isReason) : []
  } catch {
    return []
  }
}

import type { AgendaItems } from '../../lists/committees/agenda-items'
import type { Values } from '../../lists/kit/list'

/** An item that asks a body to decide on a milestone: the results are called go, conditional go, defer and stop. */
export const isGate = ({ source, kind }: Pick<Values<typeof AgendaItems>, 'source' | 'kind'>): boolean =>
  source === 'gate' && kind === 'decision'

const MILESTONE = 'gate:'

/** What an item about a milestone names as its source. */
export const gateKey = (milestone: string): string => `${MILESTONE}${milestone}`

/** The milestone that a source names, if it is one. */
export const milestoneIn = (sourceKey: string): string | null =>
  sourceKey.startsWith(MILESTONE) ? sourceKey.slice(MILESTONE.length) : null

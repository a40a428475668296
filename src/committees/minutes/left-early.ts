import type { Attendances } from '../../lists/committees/attendances'
import type { Values } from '../../lists/kit/list'
import type { Meeting } from '../meetings/find-meeting'

/** Whoever is noted as away sooner than this had been noted as there by mistake, with everybody else for instance. */
const CORRECTED_MS = 5 * 60_000

/**
 * When somebody who took part left the meeting before its end, UTC ISO 8601; null for those who stayed and for those who never came.
 * Only the time after the opening counts: presence may be noted before.
 */
export const leftEarly = (
  { state, arrivedAt, leftAt }: Pick<Values<typeof Attendances>, 'state' | 'arrivedAt' | 'leftAt'>,
  { openedAt }: Pick<Meeting, 'openedAt'>,
): string | null => {
  if (state === 'present' || arrivedAt === null || leftAt === null || openedAt === null) return null
  const since = Math.max(Date.parse(arrivedAt), Date.parse(openedAt))
  return Date.parse(leftAt) - since >= CORRECTED_MS ? leftAt : null
}

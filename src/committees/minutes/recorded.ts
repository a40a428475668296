import { createHash } from 'node:crypto'
import { constituted } from './minuted-attendance'
import { digestOf, type MinutesSource } from './minutes-source'

/**
 * SHA-256 of what minutes under review say: their rows, and the rules and members of the body, which may be changed for good reasons
 * long after they are approved.
 */
export const reviewDigestOf = (source: MinutesSource): string =>
  createHash('sha256')
    .update(JSON.stringify([digestOf(source), constituted(source)]))
    .digest('hex')

/**
 * Do the rows still say what was recorded with the current version? A version of before rules and members counted is known by its rows, and
 * one of before minutes said by which rule a vote was decided, by the rows without it.
 */
export const isAsRecorded = (source: MinutesSource): boolean =>
  isRecorded(source) ||
  isRecorded({ ...source, decisions: source.decisions.map((each) => ({ ...each, explanation: null })) })

const isRecorded = (source: MinutesSource): boolean => {
  const { minutesDigest, minutesState } = source.meeting
  return minutesDigest === digestOf(source) || (minutesState !== 'approved' && minutesDigest === reviewDigestOf(source))
}

import { z } from 'zod'
import type { Attendances } from '../../lists/committees/attendances'
import type { Values } from '../../lists/kit/list'
import type { Meeting } from '../meetings/find-meeting'
import { leftEarly } from './left-early'

type Attendance = Values<typeof Attendances>

/** Whoever is noted as back sooner than this was noted as away by mistake. */
const MISTAKEN_MS = 2 * 60_000

const stored = z.array(z.tuple([z.iso.datetime(), z.iso.datetime()]))
type Times = readonly (readonly [from: string, to: string])[]

const timesIn = (text: string | null): Times => {
  if (text === null) return []
  try {
    return stored.safeParse(JSON.parse(text)).data ?? []
  } catch {
    return []
  }
}

/** The row's times away with the one that ends now, when somebody who had left comes back; unchanged otherwise. */
export const awayWith = (
  row: Pick<Attendance, 'state' | 'arrivedAt' | 'leftAt' | 'awayTimes'>,
  meeting: Pick<Meeting, 'openedAt'>,
  at: string,
): string | null => {
  const from = leftEarly(row, meeting)
  if (from === null || Date.parse(at) - Date.parse(from) < MISTAKEN_MS) return row.awayTimes
  return JSON.stringify([...timesIn(row.awayTimes), [from, at]])
}

/** When this person, who was there, was out of the room meanwhile. Somebody whose attendance was corrected has that of the correction. */
export const awayTimes = (
  row: Pick<Attendance, 'state' | 'arrivedAt' | 'leftAt' | 'awayTimes' | 'notedAs'>,
  meeting: Pick<Meeting, 'openedAt'>,
): Times =>
  row.notedAs === null && (row.state === 'present' || leftEarly(row, meeting) !== null) ? timesIn(row.awayTimes) : []

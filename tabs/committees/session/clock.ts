import { useEffect, useState } from 'react'
import type { SessionItem } from '../../../src/committees/session/session-view'

/** Milliseconds by which the clock of the service is ahead of this computer's, as of the last reading. */
export const useServiceNow = (now: string): number => {
  const [ahead, setAhead] = useState(() => Date.parse(now) - Date.now())
  const [at, setAt] = useState(() => Date.now())
  useEffect(() => setAhead(Date.parse(now) - Date.now()), [now])
  useEffect(() => {
    const timer = setInterval(() => setAt(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [])
  return at + ahead
}

/** Minutes and seconds, hours only when there are any: `18:20`, `1:02:07`. */
export const clockText = (milliseconds: number): string => {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000))
  const two = (value: number): string => String(value).padStart(2, '0')
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${two(minutes)}:${two(seconds % 60)}`
}

export interface ItemClock {
  readonly elapsed: string
  /** Minutes that are left, fewer than none when the item runs over; null without a planned time. */
  readonly left: number | null
}

/** How long an item has been under way, or took; null when it has not begun. */
export const itemClock = ({ startedAt, endedAt, minutes }: SessionItem, now: number): ItemClock | null => {
  if (startedAt === null) return null
  const spent = (endedAt === null ? now : Date.parse(endedAt)) - Date.parse(startedAt)
  return { elapsed: clockText(spent), left: minutes === null ? null : Math.ceil(minutes - spent / 60_000) }
}

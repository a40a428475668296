import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { SessionView } from '../../../src/committees/session/session-view'
import { ApiError } from '../../api/client'
import { useSession } from '../../ui/session'
import { useToast } from '../../ui/toasts'

const lists = [
  'Meetings',
  'Attendances',
  'AgendaItems',
  'Decisions',
  'Ballots',
  'Actions',
  'Memberships',
  'ExceptionReports',
  'Votes',
  'Floor',
]

export const meetingPath = (key: string, rest: string): string => `/meetings/${encodeURIComponent(key)}/${rest}`

/** The meeting as it stands, read again whenever somebody changes something in it. */
export const useMeeting = (key: string) => {
  const { api } = useSession()
  return useQuery({
    queryKey: ['meeting-session', key],
    queryFn: ({ signal }) => api.get<SessionView>(meetingPath(key, 'session'), signal),
    meta: { lists },
    // Events announce changes; a reading that failed has nothing to announce its end.
    refetchInterval: ({ state }) => (state.status === 'error' ? 10_000 : false),
  })
}

/**
 * Sends one change and reads the meeting again. What is refused is said, and true is returned for what was done. `next` selects where
 * the focus goes when what was pressed is gone.
 */
export const useChange = (key: string) => {
  const { t, api } = useSession()
  const toast = useToast()
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  const keepFocus = useFocusKept(busy)
  const readAgain = () => queries.invalidateQueries({ queryKey: ['meeting-session', key] })
  const change = async (rest: string, body: object, next?: string): Promise<boolean> => {
    keepFocus(next)
    setBusy(true)
    try {
      await api.send('POST', meetingPath(key, rest), body)
      await readAgain()
      return true
    } catch (error) {
      await readAgain()
      if (!(error instanceof ApiError) || error.code !== 'needs-casting')
        toast({ text: wordsOf(error, t('common:error.unreachable')), intent: 'failed' })
      return false
    } finally {
      setBusy(false)
    }
  }
  return { change, busy }
}

/**
 * What was pressed cannot be pressed again while it is sent, and loses the focus by that. Afterwards it has it again, so that whoever
 * works by keyboard goes on from there; where it is gone, what comes next has it, or its section, or at last the title.
 */
export const useFocusKept = (busy: boolean): ((next?: string) => void) => {
  const places = useRef<readonly (Element | string)[]>([])
  useEffect(() => {
    if (busy || document.activeElement !== document.body) return
    const place = places.current
      .map((each) => (typeof each === 'string' ? document.querySelector(each) : each))
      .find((each) => each instanceof HTMLElement && each.isConnected && !each.matches(':disabled'))
    places.current = []
    if (!(place instanceof HTMLElement)) return
    if (place.tabIndex < 0) place.tabIndex = -1
    place.focus()
  }, [busy])
  return (next) => {
    const { activeElement } = document
    const ways = [activeElement, next, activeElement?.closest('section'), 'h1']
    places.current = activeElement === document.body ? [] : ways.flatMap((way) => way ?? [])
  }
}

export type Change = ReturnType<typeof useChange>

export const wordsOf = (error: unknown, unreachable: string): string =>
  (error instanceof ApiError && error.message) || unreachable

const PANEL_MS = 60_000

/** Tells the service that this person has the panel in front of them, so that no card is sent for what they see here. */
export const usePanelOpen = (key: string, wanted: boolean): void => {
  const { api } = useSession()
  useEffect(() => {
    if (!wanted) return
    const tell = (): void => {
      if (document.hidden) return
      // Not heard of, the person gets a card as well: nothing is lost.
      api.send('POST', meetingPath(key, 'panel'), {}).catch(() => undefined)
    }
    tell()
    const timer = setInterval(tell, PANEL_MS)
    return () => clearInterval(timer)
  }, [api, key, wanted])
}

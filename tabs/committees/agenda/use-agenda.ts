import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import type { AgendaItemView, AgendaView, ItemConflict } from '../../../src/committees/agenda/agenda-view'
import { ApiError } from '../../api/client'
import { useSession } from '../../ui/session'
import { type Toast, useToast } from '../../ui/toasts'
import { useWordsOf } from '../use-bodies'

const lists = ['Meetings', 'AgendaItems', 'Attendances', 'Publications', 'Memberships', 'Bodies', 'ExceptionReports']

export const meetingPath = (key: string): string => `/meetings/${encodeURIComponent(key)}`
export const itemPath = (meeting: string, item: string): string =>
  `${meetingPath(meeting)}/items/${encodeURIComponent(item)}`

/** The agenda of one meeting, read again when one of its lists changes. */
export const useAgenda = (key: string) => {
  const { api } = useSession()
  return useQuery({
    queryKey: ['agenda', key],
    queryFn: ({ signal }) => api.get<AgendaView>(`${meetingPath(key)}/agenda`, signal),
    meta: { lists },
    // Events announce changes; a reading that failed has nothing to announce its end.
    refetchInterval: ({ state }) => (state.status === 'error' ? 30_000 : false),
  })
}

/** What another person did meanwhile, when a refusal says so. */
// The body of a 409 of our own service; its shape is the shared view type.
export const conflictIn = (cause: unknown): ItemConflict | null =>
  cause instanceof ApiError && cause.code === 'conflict'
    ? ((cause.body as { conflict?: ItemConflict }).conflict ?? null)
    : null

type Said = Toast['text'] | Toast

/** Does one thing to the agenda, says what came of it, and reads it again: also after a refusal, which may mean that it has changed. */
export const useAct = (key: string) => {
  const queries = useQueryClient()
  const toast = useToast()
  const wordsOf = useWordsOf()
  const [busy, setBusy] = useState(false)
  const act = useCallback(
    async <T>(work: () => Promise<T>, said: (result: T) => Said): Promise<T | undefined> => {
      setBusy(true)
      try {
        const result = await work()
        const text = said(result)
        toast(typeof text === 'string' ? { text, intent: 'done' } : text)
        return result
      } catch (error) {
        toast({ text: wordsOf(error), intent: 'failed' })
        return undefined
      } finally {
        setBusy(false)
        await queries.invalidateQueries({ queryKey: ['agenda', key] })
      }
    },
    [key, queries, toast, wordsOf],
  )
  return { act, busy }
}

export interface ItemAnswer {
  readonly item: AgendaItemView
}

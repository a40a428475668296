import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { PublicationListView } from '../../src/reports/reports-view'
import type { CycleListView, CycleOverview } from '../../src/status/cycle-view'
import { ApiError } from '../api/client'
import { sightLists } from '../api/queries'
import { useSession } from '../ui/session'
import { useToast } from '../ui/toasts'

const cycleLists = [...sightLists, 'StatusCycles', 'StatusReports', 'ExceptionReports']

/** All cycles, and what could be opened now. */
export const useCycles = () => {
  const { api } = useSession()
  return useQuery({
    queryKey: ['cycles'],
    queryFn: ({ signal }) => api.get<CycleListView>('/cycles', signal),
    meta: { lists: cycleLists },
  })
}

/** One cycle; `current` is the open one, or else the newest. Null when there is none yet. */
export const useCycle = (code: string) => {
  const { api } = useSession()
  return useQuery({
    queryKey: ['cycle', code],
    queryFn: async ({ signal }) => {
      try {
        return await api.get<CycleOverview>(`/cycles/${encodeURIComponent(code)}`, signal)
      } catch (cause) {
        if (code === 'current' && cause instanceof ApiError && cause.status === 404) return null
        throw cause
      }
    },
    meta: { lists: cycleLists },
    // Who was asked and when is in no list: deliveries are read again now and then while the page is open.
    refetchInterval: 30_000,
  })
}

/** What was published of a cycle, newest version first. */
export const usePublications = (cycle: string, enabled: boolean) => {
  const { api } = useSession()
  return useQuery({
    queryKey: ['publications', cycle],
    queryFn: ({ signal }) => api.get<PublicationListView>(`/publications?cycle=${encodeURIComponent(cycle)}`, signal),
    meta: { lists: ['Publications'] },
    enabled,
  })
}

/** Runs one step of a cycle: one at a time, says how it went, and reads everything about cycles again. */
export const useCycleAction = () => {
  const { api, t } = useSession()
  const queries = useQueryClient()
  const toast = useToast()
  const [running, setRunning] = useState<string | null>(null)
  const run = async <T>(
    name: string,
    path: string,
    body: object,
    done: (answer: T) => string,
  ): Promise<{ ok: true; answer: T } | { ok: false; message: string }> => {
    setRunning(name)
    try {
      const answer = await api.send<T>('POST', path, body)
      await Promise.all(
        ['cycles', 'cycle', 'publications'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
      )
      toast({ text: done(answer), intent: 'done' })
      return { ok: true, answer }
    } catch (cause) {
      const message = (cause instanceof ApiError && cause.message) || t('common:error.unreachable')
      toast({ text: message, intent: 'failed' })
      return { ok: false, message }
    } finally {
      setRunning(null)
    }
  }
  return { run, running }
}

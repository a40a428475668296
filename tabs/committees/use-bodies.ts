import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { BodiesView, BodyView } from '../../src/committees/bodies-view'
import { ApiError } from '../api/client'
import { useSession } from '../ui/session'

const lists = ['Bodies', 'Memberships', 'Meetings', 'Projects', 'Programmes']

export const bodyPath = (code: string): string => `/bodies/${encodeURIComponent(code)}`

/** All bodies that this person may know of, read again when one of their lists changes. */
export const useBodies = () => {
  const { api } = useSession()
  return useQuery({
    queryKey: ['bodies'],
    queryFn: ({ signal }) => api.get<BodiesView>('/bodies', signal),
    meta: { lists },
    // Events announce changes; a reading that failed has nothing to announce its end.
    refetchInterval: ({ state }) => (state.status === 'error' ? 30_000 : false),
  })
}

/** One body with its rules and whoever ever sat in it. */
export const useBody = (code: string) => {
  const { api } = useSession()
  return useQuery({
    queryKey: ['bodies', code],
    queryFn: ({ signal }) => api.get<BodyView>(bodyPath(code), signal),
    meta: { lists },
    refetchInterval: ({ state }) => (state.status === 'error' ? 30_000 : false),
  })
}

/** Reads the bodies again after a change of our own. */
export const useReadAgain = (): (() => Promise<void>) => {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: ['bodies'] })
}

/** What a refusal or failure says, in the person's language. */
export const useWordsOf = (): ((error: unknown) => string) => {
  const { t } = useSession()
  return (error) => (error instanceof ApiError && error.message) || t('common:error.unreachable')
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { MinutesView } from '../../../src/committees/minutes/minutes-view'
import { useSession } from '../../ui/session'
import { useToast } from '../../ui/toasts'
import { useWordsOf } from '../use-bodies'

export const minutesPath = (meeting: string): string => `/meetings/${encodeURIComponent(meeting)}/minutes`

export const useMinutes = (meeting: string) => {
  const { api } = useSession()
  return useQuery({
    queryKey: ['minutes', meeting],
    queryFn: ({ signal }) => api.get<MinutesView>(minutesPath(meeting), signal),
    meta: { lists: ['Meetings', 'AgendaItems', 'Attendances', 'Decisions', 'Actions', 'MinutesComments'] },
    refetchInterval: ({ state }) => (state.status === 'error' ? 30_000 : false),
  })
}

/** One step on the minutes; every answer is the page as it is then. */
export const useMinutesStep = (meeting: string, done: (view: MinutesView) => string | null) => {
  const { api } = useSession()
  const toast = useToast()
  const wordsOf = useWordsOf()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ method = 'POST', path, body }: { method?: 'POST' | 'PATCH'; path: string; body?: object }) =>
      api.send<MinutesView>(method, `${minutesPath(meeting)}${path}`, body),
    onSuccess: (view) => {
      queries.setQueryData(['minutes', meeting], view)
      const text = done(view)
      if (text !== null) toast({ text, intent: 'done' })
    },
    onError: (error) => {
      toast({ text: wordsOf(error), intent: 'failed' })
      return queries.invalidateQueries({ queryKey: ['minutes', meeting] })
    },
  })
}

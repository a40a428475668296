import { useQuery } from '@tanstack/react-query'
import type { ProposalTarget } from '../../../src/committees/agenda/agenda-view'
import type { MeetingsView } from '../../../src/committees/meetings/meetings-view'
import { useSession } from '../../ui/session'

const lists = ['Meetings', 'Bodies', 'Memberships', 'AgendaItems']

/** The meetings that this person may read, read again when one of their lists changes. */
export const useMeetings = () => {
  const { api } = useSession()
  return useQuery({
    queryKey: ['meetings'],
    queryFn: ({ signal }) => api.get<MeetingsView>('/meetings', signal),
    meta: { lists },
    refetchInterval: ({ state }) => (state.status === 'error' ? 30_000 : false),
  })
}

/** The meetings on whose agenda this person may put something. */
export const useTargets = () => {
  const { api } = useSession()
  return useQuery({
    queryKey: ['agenda-targets'],
    queryFn: ({ signal }) => api.get<{ targets: readonly ProposalTarget[] }>('/agenda/targets', signal),
    meta: { lists },
  })
}

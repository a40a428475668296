import { useQuery } from '@tanstack/react-query'
import type { Action } from '../../src/access/policy'
import { useSession } from './session'

/** What this person may do whatever the row; nothing until the service has said so. Asked once: app roles come with the sign-in. */
export const useRights = (): ((action: Action) => boolean) => {
  const { api } = useSession()
  const { data } = useQuery({
    queryKey: ['me'],
    queryFn: ({ signal }) => api.get<{ actions: readonly Action[] }>('/me', signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (action) => data?.actions.includes(action) ?? false
}

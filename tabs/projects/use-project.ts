import { useQuery } from '@tanstack/react-query'
import type { ProjectView } from '../../src/projects/project-view'
import type { ReportHistory } from '../../src/status/cycle-view'
import { sightLists } from '../api/queries'
import { useSession } from '../ui/session'

export const projectKey = (number: string) => ['project', number] as const

const path = (number: string): string => `/projects/${encodeURIComponent(number)}`

/** The project, its milestones, costs and exceptions, read again when one of their lists changes. */
export const useProject = (number: string) => {
  const { api } = useSession()
  return useQuery({
    queryKey: projectKey(number),
    queryFn: ({ signal }) => api.get<ProjectView>(path(number), signal),
    meta: {
      lists: [...sightLists, 'Milestones', 'BudgetLines', 'ExceptionReports', 'StatusReports', 'AgendaItems'],
    },
    // Events announce changes; a reading that failed has nothing to announce its end.
    refetchInterval: ({ state }) => (state.status === 'error' ? 30_000 : false),
  })
}

/** Its reports, newest first, each with what changed since the one before. */
export const useReports = (number: string) => {
  const { api } = useSession()
  return useQuery({
    queryKey: [...projectKey(number), 'reports'],
    queryFn: ({ signal }) => api.get<ReportHistory>(`${path(number)}/reports`, signal),
    meta: { lists: [...sightLists, 'StatusReports'] },
  })
}

import { type Query, QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { type Api, ApiError } from './client'
import { followEvents } from './events'

declare module '@tanstack/react-query' {
  interface Register {
    /** `lists` names the SharePoint lists a query is made of: a change of one of them reads it again. */
    queryMeta: { readonly lists?: readonly string[] }
    defaultError: Error
  }
}

/** Who sits in a body sees its projects: what a query shows of projects is made of these lists, too. */
export const sightLists = ['Projects', 'Programmes', 'Bodies', 'Memberships']

const isRefusal = (error: Error): boolean => error instanceof ApiError && error.status >= 400 && error.status < 500

export const createQueries = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: true,
        retry: (failures, error) => !isRefusal(error) && failures < 2,
      },
      mutations: { retry: false },
    },
  })

/**
 * Reads again what these queries show. A first answer that is still on its way may be older than the change: it is given up, which
 * an invalidation alone does only with later ones.
 */
export const readAgain = async (queries: QueryClient, predicate: (query: Query) => boolean): Promise<void> => {
  await queries.cancelQueries({ predicate: (query) => query.state.data === undefined && predicate(query) })
  await queries.invalidateQueries({ predicate })
}

/** Several changes often come together (an outbox batch): one reading is enough for all of them. */
const GATHER_MS = 250

/** Keeps every query fresh while the page is open: reads again what a change concerns, and everything after a reconnection. */
export const useLiveQueries = (api: Api, queries: QueryClient): void => {
  useEffect(() => {
    const changed = new Set<string>()
    let timer: ReturnType<typeof setTimeout> | undefined
    let stale = false
    const refresh = (): void => {
      timer = undefined
      const lists = [...changed]
      changed.clear()
      void readAgain(queries, (query) => query.meta?.lists?.some((list) => lists.includes(list)) ?? false)
    }
    const stop = followEvents(api, {
      onNotice: (notice) => {
        if ('list' in notice) {
          changed.add(notice.list)
          timer ??= setTimeout(refresh, GATHER_MS)
        } else if (notice.stale !== stale) {
          stale = notice.stale
          // Pages say how old their figures are: what is shown changes although no row did.
          void queries.invalidateQueries({ predicate: (query) => query.meta?.lists !== undefined })
        }
      },
      onReconnect: () => void queries.invalidateQueries(),
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [api, queries])
}

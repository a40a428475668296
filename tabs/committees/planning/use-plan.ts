import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { AdjustChange, Confirmed, PlanView } from '../../../src/committees/planning/plan-view'
import { ApiError } from '../../api/client'
import { useSession } from '../../ui/session'
import { useToast } from '../../ui/toasts'

const lists = ['Bodies', 'Memberships', 'Meetings', 'Settings']
/** A run, or convening, goes on in the service: its own database is asked, not Microsoft 365. */
const BUSY_MS = 1_000

export const isBusy = ({ run, convening }: PlanView): boolean => run !== null || (convening?.waiting ?? 0) > 0

export const usePlan = () => {
  const { api } = useSession()
  return useQuery({
    queryKey: ['plan'],
    queryFn: ({ signal }) => api.get<PlanView>('/plan', signal),
    meta: { lists },
    refetchInterval: ({ state }) => {
      if (state.status === 'error') return 30_000
      return state.data && isBusy(state.data) ? BUSY_MS : false
    },
  })
}

export interface PlanActions {
  readonly sending: boolean
  make(): Promise<void>
  stop(): Promise<void>
  change(change: AdjustChange): Promise<void>
  confirm(): Promise<boolean>
}

/** What can be done with the plan; a refusal is told and the plan read again. */
export const usePlanActions = (version: number | null): PlanActions => {
  const { api, t } = useSession()
  const toast = useToast()
  const queries = useQueryClient()
  const [sending, setSending] = useState(false)
  const sent = async (send: () => Promise<unknown>): Promise<boolean> => {
    setSending(true)
    try {
      await send()
      return true
    } catch (error) {
      const text = (error instanceof ApiError && error.message) || t('common:error.unreachable')
      toast({ text, intent: 'failed' })
      return false
    } finally {
      await queries.invalidateQueries({ queryKey: ['plan'] })
      setSending(false)
    }
  }
  return {
    sending,
    make: async () => void (await sent(() => api.send('POST', '/plan'))),
    stop: async () => void (await sent(() => api.send('POST', '/plan/stop'))),
    change: async (change) => void (await sent(() => api.send('PATCH', '/plan', { version, change }))),
    confirm: () =>
      sent(async () => {
        const { create, update, cancel } = await api.send<Confirmed>('POST', '/plan/confirm', { version })
        toast({ text: t('planning:confirmed', { create, update, cancel }), intent: 'done' })
      }),
  }
}

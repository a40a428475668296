import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Settings } from '../../src/settings/settings'
import type { SettingsChange, SettingsView } from '../../src/settings/settings-view'
import { ApiError } from '../api/client'
import { useSession } from '../ui/session'
import { useToast } from '../ui/toasts'

const key = ['settings'] as const

export const useSettings = () => {
  const { api } = useSession()
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.get<SettingsView>('/settings', signal),
    meta: { lists: ['Settings', 'StatusCycles'] },
  })
}

export interface SettingsRefused {
  readonly message: string
  /** Paths such as `ladder.reminders.1`. */
  readonly fields: readonly string[]
}

const fieldsIn = (body: unknown): readonly string[] => {
  const error: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'error') : null
  const fields: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'fields') : null
  return Array.isArray(fields) ? fields.filter((field) => typeof field === 'string') : []
}

/** Saves settings; the message that says so can undo them. Null when they are stored. */
export const useSaveSettings = () => {
  const { api, t } = useSession()
  const queries = useQueryClient()
  const toast = useToast()
  const [saving, setSaving] = useState(false)
  const send = async (change: SettingsChange): Promise<SettingsView> => {
    const view = await api.send<SettingsView>('PATCH', '/settings', change)
    queries.setQueryData(key, view)
    void queries.invalidateQueries({ queryKey: ['cycles'] })
    return view
  }
  const refusedBy = (cause: unknown): SettingsRefused => ({
    message: (cause instanceof ApiError && cause.message) || t('common:error.unreachable'),
    fields: cause instanceof ApiError ? fieldsIn(cause.body) : [],
  })
  const undo = async (before: Partial<Settings>, saved: SettingsView): Promise<void> => {
    try {
      await send({ changes: before, versions: saved.versions })
      toast({ text: t('settings:undone'), intent: 'done' })
    } catch (cause) {
      toast({ text: refusedBy(cause).message, intent: 'failed' })
    }
  }
  const save = async (changes: Partial<Settings>, from: SettingsView): Promise<SettingsRefused | null> => {
    setSaving(true)
    try {
      const saved = await send({ changes, versions: from.versions })
      const before = Object.fromEntries(Object.entries(from.settings).filter(([code]) => code in changes))
      const actions = [{ label: t('common:action.undo'), onClick: () => void undo(before, saved) }]
      toast({ text: t('settings:saved'), intent: 'done', actions })
      return null
    } catch (cause) {
      // What somebody else changed is read again, so that saving once more knows of it.
      if (cause instanceof ApiError && cause.status === 409) await queries.invalidateQueries({ queryKey: key })
      return refusedBy(cause)
    } finally {
      setSaving(false)
    }
  }
  return { save, saving }
}

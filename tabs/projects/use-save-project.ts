import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Conflict, EditedProject, EditRequest } from '../../src/portfolio/portfolio-view'
import { ApiError } from '../api/client'
import { useSession } from '../ui/session'
import { useToast } from '../ui/toasts'
import { projectKey } from './use-project'

// The body of a 409 of our own service; its shape is the shared view type.
const conflictIn = (cause: unknown): Conflict | null =>
  cause instanceof ApiError && cause.code === 'conflict'
    ? ((cause.body as { conflict?: Conflict }).conflict ?? null)
    : null

/** Saves an edit of a project under the version the person saw; the message that follows offers the inverse edit. */
export const useSaveProject = (number: string) => {
  const { api, t } = useSession()
  const queries = useQueryClient()
  const toast = useToast()
  const [saving, setSaving] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const [conflict, setConflict] = useState<Conflict | null>(null)

  const send = async (edit: EditRequest): Promise<EditedProject> => {
    const saved = await api.send<EditedProject>('PATCH', `/projects/${encodeURIComponent(number)}`, edit)
    await queries.invalidateQueries({ queryKey: projectKey(number) })
    await queries.invalidateQueries({ queryKey: ['portfolio'] })
    return saved
  }
  const undo = async (edit: EditRequest, etag: string): Promise<void> => {
    try {
      await send({ etag, patch: edit.base ?? {}, base: edit.patch })
      toast({ text: t('portfolio:edit.undone'), intent: 'done' })
    } catch (cause) {
      toast({ text: (cause instanceof ApiError && cause.message) || t('common:error.unreachable'), intent: 'failed' })
    }
  }
  /** True when it was saved; false when it met a conflict or a refusal, which the form then shows. */
  const save = async (edit: EditRequest): Promise<boolean> => {
    setSaving(true)
    setRefusal(null)
    try {
      const { etag } = await send(edit)
      const count = Object.keys(edit.patch).length
      toast({
        text: t('project:form.saved', { number, count }),
        intent: 'done',
        actions: [{ label: t('common:action.undo'), onClick: () => void undo(edit, etag) }],
      })
      return true
    } catch (cause) {
      const met = conflictIn(cause)
      setConflict(met)
      if (!met) setRefusal([cause instanceof ApiError ? cause.message : '', t('project:form.kept')].join(' ').trim())
      return false
    } finally {
      setSaving(false)
    }
  }
  return { save, saving, refusal, conflict, clearConflict: () => setConflict(null) }
}

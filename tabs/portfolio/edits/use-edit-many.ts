import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { BulkEdit, BulkEdited, FieldValue, PortfolioRow } from '../../../src/portfolio/portfolio-view'
import { ApiError } from '../../api/client'
import { useSession } from '../../ui/session'
import { useToast } from '../../ui/toasts'
import { type GridField, valueIn } from '../grid/grid-fields'
import { replaceRows } from './rows-shown'
import type { OpenConflict, UnsavedStore } from './unsaved'
import type { OfferUndo } from './use-edit-one'

interface Change {
  readonly number: string
  readonly etag: string
  readonly value: FieldValue
  readonly base: FieldValue
}

type Done = Extract<BulkEdited['outcomes'][number], { ok: true }>

interface Outcome {
  readonly done: readonly Done[]
  /** Refused rows, those in conflict included. */
  readonly failed: readonly string[]
  /** How many of them SharePoint did not answer for: nobody knows whether they were changed. */
  readonly uncertain: number
}

/** One field of many projects in one request; each row succeeds, is refused or meets another edit by itself. */
const useSendMany = (unsaved: UnsavedStore) => {
  const { api, t } = useSession()
  const queries = useQueryClient()
  return useCallback(
    async (changes: readonly Change[], field: GridField): Promise<Outcome> => {
      const bulk: BulkEdit = {
        updates: changes.map(({ number, etag, value, base }) => ({
          number,
          etag,
          patch: { [field]: value },
          base: { [field]: base },
        })),
      }
      const { outcomes } = await api.send<BulkEdited>('PATCH', '/projects', bulk)
      const done = outcomes.filter((outcome): outcome is Done => outcome.ok)
      replaceRows(
        queries,
        done.map(({ row }) => row),
      )
      const conflicts = outcomes.flatMap((outcome): OpenConflict[] => {
        const conflict = outcome.ok ? null : outcome.conflict
        const change = changes.find(({ number }) => number === outcome.number)
        const clash = conflict?.fields.find((one) => one.field === field)
        if (!conflict || !clash || !change) return []
        unsaved.keepDraft({ ...change, field, readable: true, message: t('portfolio:error.conflict') })
        return [{ conflict, field, mine: change.value, theirs: clash.theirs }]
      })
      if (conflicts.length > 0) unsaved.setConflicts((open) => [...open, ...conflicts])
      const failed = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome]))
      const uncertain = failed.filter(({ reason }) => reason === 'unavailable').length
      return { done, failed: failed.map(({ number }) => number), uncertain }
    },
    [api, queries, t, unsaved],
  )
}

/** The inverse of a bulk edit, under the versions that it made; says how many came back and how many did not. */
const useUndoMany = (unsaved: UnsavedStore) => {
  const { t } = useSession()
  const toast = useToast()
  const sendMany = useSendMany(unsaved)
  return useCallback(
    async function undo(changes: readonly Change[], field: GridField): Promise<void> {
      try {
        const { done, failed } = await sendMany(changes, field)
        if (failed.length === 0) toast({ text: t('portfolio:edit.undone'), intent: 'done' })
        else toast({ text: t('portfolio:bulk.undone', { count: failed.length, done: done.length }), intent: 'failed' })
      } catch (error) {
        toast({
          text: (error instanceof ApiError && error.message) || t('common:error.unreachable'),
          intent: 'failed',
          actions: [{ label: t('common:action.retry'), onClick: () => void undo(changes, field) }],
        })
      }
    },
    [sendMany, t, toast],
  )
}

/** Edits one field of many projects, undone at once. Resolves with the numbers that could not be changed. */
export const useEditMany = (unsaved: UnsavedStore, offerUndo: OfferUndo) => {
  const { t } = useSession()
  const toast = useToast()
  const sendMany = useSendMany(unsaved)
  const undoMany = useUndoMany(unsaved)
  return useCallback(
    async (rows: readonly PortfolioRow[], field: GridField, value: FieldValue): Promise<readonly string[]> => {
      const changes = rows
        .map((row) => ({ number: row.number, etag: row.etag, value, base: valueIn(row, field) }))
        .filter(({ base }) => base !== value)
      if (changes.length === 0) return []
      const { done, failed, uncertain } = await sendMany(changes, field)
      const before = new Map(changes.map(({ number, base }) => [number, base]))
      const back = done.map(({ number, etag }) => ({ number, etag, value: before.get(number) ?? null, base: value }))
      if (done.length > 0) offerUndo(t('portfolio:bulk.done', { count: done.length }), () => void undoMany(back, field))
      const refused = failed.length - uncertain
      if (refused > 0) toast({ text: t('portfolio:bulk.kept', { count: refused }), intent: 'failed' })
      if (uncertain > 0) toast({ text: t('portfolio:bulk.uncertain', { count: uncertain }), intent: 'failed' })
      return failed
    },
    [sendMany, undoMany, offerUndo, t, toast],
  )
}

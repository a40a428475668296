import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type {
  Conflict,
  EditedProject,
  EditRequest,
  FieldValue,
  PortfolioRow,
} from '../../../src/portfolio/portfolio-view'
import { ApiError } from '../../api/client'
import { useSession } from '../../ui/session'
import { useToast } from '../../ui/toasts'
import { fieldKey, type GridField } from '../grid/grid-fields'
import { portfolioKey, replaceRows, rowNow } from './rows-shown'
import type { UnsavedStore } from './unsaved'

/** Says what was done and offers its inverse, which Control+Z also does. */
export type OfferUndo = (text: string, undo: () => void) => void

/** One field of one project, with the version and the value that the person saw. */
export interface Edit {
  readonly row: PortfolioRow
  readonly field: GridField
  readonly value: FieldValue
  readonly base: FieldValue
  readonly undoing: boolean
}

// The body of a 409 of our own service; its shape is the shared view type.
const conflictIn = (error: unknown): Conflict | null =>
  error instanceof ApiError && error.code === 'conflict'
    ? ((error.body as { conflict?: Conflict }).conflict ?? null)
    : null

/** Saves one field: shown at once, put back when refused, kept as a draft whatever went wrong. */
export const useEditOne = (unsaved: UnsavedStore, offerUndo: OfferUndo): ((edit: Edit) => Promise<void>) => {
  const { api, t } = useSession()
  const queries = useQueryClient()
  const toast = useToast()
  return useCallback(
    async function save({ row, field, value, base, undoing }: Edit): Promise<void> {
      unsaved.dropDraft(row.number, field)
      await queries.cancelQueries({ queryKey: portfolioKey })
      // `row` is what the person saw; the page may show newer values of other fields by now.
      const shown = rowNow(queries, row.number) ?? row
      replaceRows(queries, [{ ...shown, [field]: value }])
      try {
        const body: EditRequest = { etag: row.etag, patch: { [field]: value }, base: { [field]: base } }
        const saved = await api.send<EditedProject>('PATCH', `/projects/${encodeURIComponent(row.number)}`, body)
        replaceRows(queries, [saved.row])
        if (undoing) toast({ text: t('portfolio:edit.undone'), intent: 'done' })
        // Undone under the version it made: what somebody else changes afterwards is a conflict, not a loss.
        else
          offerUndo(t('portfolio:edit.saved', { number: row.number, field: t(fieldKey(field)) }), () => {
            void save({ row: saved.row, field, value: base, base: value, undoing: true })
          })
      } catch (error) {
        replaceRows(queries, [shown])
        const conflict = conflictIn(error)
        const clash = conflict?.fields.find((one) => one.field === field)
        const why = error instanceof ApiError ? error.message : ''
        const message = why ? t('portfolio:edit.failedWhy', { why }) : t('portfolio:edit.failed')
        unsaved.keepDraft({ number: row.number, field, value, base, etag: row.etag, readable: true, message })
        if (conflict && clash)
          unsaved.setConflicts((open) => [...open, { conflict, field, mine: value, theirs: clash.theirs }])
      }
    },
    [api, queries, t, toast, offerUndo, unsaved],
  )
}

import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useRef } from 'react'
import type { FieldValue, PortfolioRow } from '../../../src/portfolio/portfolio-view'
import { useSession } from '../../ui/session'
import { useToast } from '../../ui/toasts'
import { type GridField, valueIn } from '../grid/grid-fields'
import { portfolioKey, replaceRows, rowNow } from './rows-shown'
import { type Draft, type OpenConflict, useUnsaved } from './unsaved'
import { useEditMany } from './use-edit-many'
import { type OfferUndo, useEditOne } from './use-edit-one'

export interface Edits {
  readonly drafts: ReadonlyMap<string, Draft>
  readonly conflicts: readonly OpenConflict[]
  edit(row: PortfolioRow, field: GridField, value: FieldValue): void
  /** Resolves with the numbers that could not be changed. */
  editMany(rows: readonly PortfolioRow[], field: GridField, value: FieldValue): Promise<readonly string[]>
  keepDraft(draft: Draft): void
  retry(draft: Draft): void
  discard(draft: Draft): void
  keepMine(open: OpenConflict): void
  takeTheirs(open: OpenConflict): void
  /** Leaves the conflicts undecided: what was typed stays as drafts. */
  decideLater(): void
  /** Undoes the last edit, if any. */
  undo(): void
}

/**
 * Editing in place: the value shows at once, the service decides. A refusal or failure keeps what was typed as a draft in its
 * cell; an edit that met another one opens both side by side; every saved edit can be undone by its inverse.
 */
export const useEdits = (): Edits => {
  const { host } = useSession()
  const queries = useQueryClient()
  const [{ drafts, conflicts }, unsaved] = useUnsaved(host.person)
  const [undo, offerUndo] = useUndo()
  const save = useEditOne(unsaved, offerUndo)
  const editMany = useEditMany(unsaved, offerUndo)
  const actions = useMemo<Omit<Edits, 'drafts' | 'conflicts'>>(() => {
    const settled = ({ conflict, field, theirs }: OpenConflict): PortfolioRow | null => {
      unsaved.setConflicts((open) => open.filter((one) => one.conflict !== conflict))
      unsaved.dropDraft(conflict.number, field)
      const row = rowNow(queries, conflict.number)
      if (!row) return null
      const current = { ...row, [field]: theirs, etag: conflict.etag }
      replaceRows(queries, [current])
      return current
    }
    return {
      edit: (row, field, value) => {
        const base = valueIn(row, field)
        if (base === value) unsaved.dropDraft(row.number, field)
        else void save({ row, field, value, base, undoing: false })
      },
      editMany,
      keepDraft: unsaved.keepDraft,
      retry: ({ number, field, value, base, etag }) => {
        const row = rowNow(queries, number)
        if (row) void save({ row: { ...row, etag }, field, value, base, undoing: false })
      },
      discard: (draft) => unsaved.dropDraft(draft.number, draft.field),
      keepMine: (open) => {
        const row = settled(open)
        if (row) void save({ row, field: open.field, value: open.mine, base: open.theirs, undoing: false })
      },
      takeTheirs: (open) => {
        settled(open)
        void queries.invalidateQueries({ queryKey: portfolioKey })
      },
      decideLater: () => unsaved.setConflicts(() => []),
      undo,
    }
  }, [unsaved, queries, save, editMany, undo])
  return useMemo(() => ({ drafts, conflicts, ...actions }), [drafts, conflicts, actions])
}

/** The last edit can be undone once, from its message or by key. */
const useUndo = (): readonly [undo: () => void, offer: OfferUndo] => {
  const { t } = useSession()
  const toast = useToast()
  const last = useRef<(() => void) | null>(null)
  const offer = useCallback<OfferUndo>(
    (text, inverse) => {
      const once = (): void => {
        if (last.current === once) last.current = null
        inverse()
      }
      last.current = once
      toast({ text, intent: 'done', actions: [{ label: t('common:action.undo'), onClick: once }] })
    },
    [toast, t],
  )
  const undo = useCallback(() => last.current?.(), [])
  return [undo, offer]
}

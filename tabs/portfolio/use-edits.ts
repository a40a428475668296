import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useRef, useState } from 'react'
import type {
  BulkEdit,
  BulkEdited,
  Conflict,
  EditedProject,
  EditRequest,
  FieldValue,
  PortfolioRow,
  PortfolioView,
} from '../../src/portfolio/portfolio-view'
import { ApiError } from '../api/client'
import { useSession } from '../ui/session'
import { useToast } from '../ui/toasts'
import { fieldKey, type GridField, valueIn } from './grid/grid-fields'

export const portfolioKey = ['portfolio'] as const

/** What a person typed that could not be saved: kept in its cell until it is saved or given up. */
export interface Draft {
  readonly number: string
  readonly field: GridField
  readonly value: FieldValue
  /** False when what was typed cannot be a value of the field: it is shown as typed and must be corrected first. */
  readonly readable: boolean
  readonly message: string
}

export interface OpenConflict {
  readonly conflict: Conflict
  readonly field: GridField
  readonly mine: FieldValue
  readonly theirs: FieldValue
}

export interface Edits {
  readonly drafts: ReadonlyMap<string, Draft>
  readonly conflict: OpenConflict | null
  edit(row: PortfolioRow, field: GridField, value: FieldValue): void
  /** Resolves with the numbers that could not be changed. */
  editMany(rows: readonly PortfolioRow[], field: GridField, value: FieldValue): Promise<readonly string[]>
  keepDraft(draft: Draft): void
  retry(draft: Draft): void
  discard(draft: Draft): void
  keepMine(): void
  takeTheirs(): void
  /** Undoes the last edit, if any. */
  undo(): void
}

export const draftKey = (number: string, field: GridField): string => `${number}:${field}`

const replaceRows = (queries: QueryClient, changed: readonly PortfolioRow[]): void => {
  const byNumber = new Map(changed.map((row) => [row.number, row]))
  queries.setQueryData<PortfolioView>(portfolioKey, (view) =>
    view ? { ...view, rows: view.rows.map((row) => byNumber.get(row.number) ?? row) } : view,
  )
}

const rowNow = (queries: QueryClient, number: string): PortfolioRow | undefined =>
  queries.getQueryData<PortfolioView>(portfolioKey)?.rows.find((row) => row.number === number)

const conflictIn = (error: unknown): Conflict | null => {
  if (!(error instanceof ApiError) || error.code !== 'conflict') return null
  // The body of a 409 of our own service; its shape is the shared view type.
  return (error.body as { conflict?: Conflict }).conflict ?? null
}

const useDrafts = () => {
  const [drafts, setDrafts] = useState<ReadonlyMap<string, Draft>>(new Map())
  const keepDraft = useCallback(
    (draft: Draft) => setDrafts((kept) => new Map(kept).set(draftKey(draft.number, draft.field), draft)),
    [],
  )
  const dropDraft = useCallback(
    (number: string, field: GridField) =>
      setDrafts((kept) => {
        if (!kept.has(draftKey(number, field))) return kept
        const left = new Map(kept)
        left.delete(draftKey(number, field))
        return left
      }),
    [],
  )
  return { drafts, keepDraft, dropDraft }
}

/**
 * Editing in place: the value shows at once, the service decides. A refusal or failure keeps what was typed as a draft in its
 * cell; an edit that met another one opens both side by side; every saved edit can be undone by its inverse.
 */
export const useEdits = (): Edits => {
  const { api, t } = useSession()
  const queries = useQueryClient()
  const toast = useToast()
  const { drafts, keepDraft, dropDraft } = useDrafts()
  const [conflict, setConflict] = useState<OpenConflict | null>(null)
  const lastUndo = useRef<(() => void) | null>(null)

  const offerUndo = useCallback(
    (text: string, undo: () => void) => {
      lastUndo.current = undo
      toast({ text, intent: 'done', actions: [{ label: t('common:action.undo'), onClick: undo }] })
    },
    [toast, t],
  )

  const save = useCallback(
    async (row: PortfolioRow, field: GridField, value: FieldValue, base: FieldValue, undoing: boolean) => {
      dropDraft(row.number, field)
      await queries.cancelQueries({ queryKey: portfolioKey })
      // `row` is what the person saw; the page may show newer values of other fields by now.
      const shown = rowNow(queries, row.number) ?? row
      replaceRows(queries, [{ ...shown, [field]: value }])
      try {
        const body: EditRequest = { etag: row.etag, patch: { [field]: value }, base: { [field]: base } }
        const saved = await api.send<EditedProject>('PATCH', `/projects/${encodeURIComponent(row.number)}`, body)
        replaceRows(queries, [saved.row])
        if (undoing) {
          toast({ text: t('portfolio:edit.undone'), intent: 'done' })
          return
        }
        offerUndo(t('portfolio:edit.saved', { number: row.number, field: t(fieldKey(field)) }), () => {
          lastUndo.current = null
          const now = rowNow(queries, row.number)
          if (now) void save(now, field, base, value, true)
        })
      } catch (error) {
        replaceRows(queries, [shown])
        const met = conflictIn(error)
        const clash = met?.fields.find((one) => one.field === field)
        if (met && clash) {
          setConflict({ conflict: met, field, mine: value, theirs: clash.theirs })
          return
        }
        const why = error instanceof ApiError ? error.message : ''
        const message = why ? t('portfolio:edit.failedWhy', { why }) : t('portfolio:edit.failed')
        keepDraft({ number: row.number, field, value, readable: true, message })
      }
    },
    [api, queries, t, toast, offerUndo, keepDraft, dropDraft],
  )

  const edit = useCallback(
    (row: PortfolioRow, field: GridField, value: FieldValue) => {
      const base = valueIn(row, field)
      if (base === value) dropDraft(row.number, field)
      else void save(row, field, value, base, false)
    },
    [save, dropDraft],
  )

  const sendMany = useCallback(
    async (changes: readonly { row: PortfolioRow; value: FieldValue }[], field: GridField): Promise<BulkEdited> => {
      const bulk: BulkEdit = {
        updates: changes.map(({ row, value }) => ({
          number: row.number,
          etag: row.etag,
          patch: { [field]: value },
          base: { [field]: valueIn(row, field) },
        })),
      }
      const edited = await api.send<BulkEdited>('PATCH', '/projects', bulk)
      replaceRows(
        queries,
        edited.outcomes.flatMap((outcome) => (outcome.ok ? [outcome.row] : [])),
      )
      return edited
    },
    [api, queries],
  )

  const editMany = useCallback(
    async (rows: readonly PortfolioRow[], field: GridField, value: FieldValue): Promise<readonly string[]> => {
      const changing = rows.filter((row) => valueIn(row, field) !== value)
      if (changing.length === 0) return []
      const edited = await sendMany(
        changing.map((row) => ({ row, value })),
        field,
      )
      const done = edited.outcomes.flatMap((outcome) => (outcome.ok ? [outcome.row] : []))
      const before = new Map(changing.map((row) => [row.number, valueIn(row, field)]))
      if (done.length > 0)
        offerUndo(t('portfolio:bulk.done', { count: done.length }), () => {
          lastUndo.current = null
          const back = done.flatMap(({ number }) => {
            const now = rowNow(queries, number)
            return now ? [{ row: now, value: before.get(number) ?? null }] : []
          })
          void sendMany(back, field).then(() => toast({ text: t('portfolio:edit.undone'), intent: 'done' }))
        })
      const failed = edited.outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.number]))
      if (failed.length > 0) toast({ text: t('portfolio:bulk.kept', { count: failed.length }), intent: 'failed' })
      return failed
    },
    [sendMany, offerUndo, queries, t, toast],
  )

  const settle = useCallback(
    (mine: boolean) => {
      if (!conflict) return
      setConflict(null)
      const row = rowNow(queries, conflict.conflict.number)
      if (!row) return
      const current = { ...row, [conflict.field]: conflict.theirs, etag: conflict.conflict.etag }
      replaceRows(queries, [current])
      if (mine) void save(current, conflict.field, conflict.mine, conflict.theirs, false)
      else void queries.invalidateQueries({ queryKey: portfolioKey })
    },
    [conflict, queries, save],
  )

  return useMemo(
    () => ({
      drafts,
      conflict,
      edit,
      editMany,
      keepDraft,
      retry: (draft) => {
        const row = rowNow(queries, draft.number)
        if (row) edit(row, draft.field, draft.value)
      },
      discard: (draft) => dropDraft(draft.number, draft.field),
      keepMine: () => settle(true),
      takeTheirs: () => settle(false),
      undo: () => lastUndo.current?.(),
    }),
    [drafts, conflict, edit, editMany, keepDraft, dropDraft, settle, queries],
  )
}

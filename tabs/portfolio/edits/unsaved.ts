import { useSyncExternalStore } from 'react'
import type { Conflict, FieldValue } from '../../../src/portfolio/portfolio-view'
import { fieldOfColumn, type GridField } from '../grid/grid-fields'

/** What a person typed that could not be saved: kept in its cell until it is saved or given up. */
export interface Draft {
  readonly number: string
  readonly field: GridField
  readonly value: FieldValue
  /** The value and the version that the person saw when they typed: saving again must not pass over a newer one. */
  readonly base: FieldValue
  readonly etag: string
  /** False when what was typed cannot be a value of the field: it is shown as typed and must be corrected first. */
  readonly readable: boolean
  readonly message: string
}

/** An edit that met another one of the same field. */
export interface OpenConflict {
  readonly conflict: Conflict
  readonly field: GridField
  readonly mine: FieldValue
  readonly theirs: FieldValue
}

interface Unsaved {
  readonly drafts: ReadonlyMap<string, Draft>
  /** Waiting for a decision now; each has a draft as well, which outlives the page. */
  readonly conflicts: readonly OpenConflict[]
}

export interface UnsavedStore {
  now(): Unsaved
  subscribe(listener: () => void): () => void
  keepDraft(draft: Draft): void
  dropDraft(number: string, field: GridField): void
  setConflicts(change: (open: readonly OpenConflict[]) => readonly OpenConflict[]): void
}

export const draftKey = (number: string, field: GridField): string => `${number}:${field}`

/**
 * What one person typed in the grid and has not saved. It lives outside the page, so that going to a project and back, or
 * loading the page again, loses nothing.
 */
export const unsavedStore = (person: string, storage: Storage): UnsavedStore => {
  const place = `gouvernail.portfolio.${person}`
  let state: Unsaved = {
    drafts: new Map(readDrafts(storage.getItem(place)).map((d) => [draftKey(d.number, d.field), d])),
    conflicts: [],
  }
  const listeners = new Set<() => void>()
  const change = (next: Partial<Unsaved>): void => {
    state = { ...state, ...next }
    if (state.drafts.size === 0) storage.removeItem(place)
    else storage.setItem(place, JSON.stringify([...state.drafts.values()]))
    for (const listener of listeners) listener()
  }
  return {
    now: () => state,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    keepDraft: (draft) => change({ drafts: new Map(state.drafts).set(draftKey(draft.number, draft.field), draft) }),
    dropDraft: (number, field) => {
      const left = new Map(state.drafts)
      if (left.delete(draftKey(number, field))) change({ drafts: left })
    },
    setConflicts: (next) => change({ conflicts: next(state.conflicts) }),
  }
}

const stores = new Map<string, UnsavedStore>()

/** The one store of a person in this window. */
export const useUnsaved = (person: string): readonly [Unsaved, UnsavedStore] => {
  const store = stores.get(person) ?? unsavedStore(person, sessionStorage)
  stores.set(person, store)
  return [useSyncExternalStore(store.subscribe, store.now), store]
}

const gridFields = Object.values(fieldOfColumn)
const isValue = (value: unknown): value is FieldValue =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value)

const readDrafts = (text: string | null): readonly Draft[] => {
  try {
    const stored: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(stored) ? stored.flatMap((one: unknown) => readDraft(one) ?? []) : []
  } catch {
    return []
  }
}

const readDraft = (stored: unknown): Draft | null => {
  if (typeof stored !== 'object' || stored === null) return null
  const at = (name: string): unknown => Reflect.get(stored, name)
  const field = gridFields.find((one) => one === at('field'))
  const [number, value, base, etag, message] = [at('number'), at('value'), at('base'), at('etag'), at('message')]
  if (!field || typeof number !== 'string' || typeof etag !== 'string' || typeof message !== 'string') return null
  return isValue(value) && isValue(base)
    ? { number, field, value, base, etag, message, readable: at('readable') === true }
    : null
}

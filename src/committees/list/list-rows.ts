import { bodyKind, bodyLevel, cadence } from '../../lists/bodies'
import { folded } from '../../portfolio/grid/grid-rows'
import type { BodyRow } from '../bodies-view'
import type { Column, Grouping, ListState } from './list-state'

/** Rows that match: every word typed stands in the code, the name, or the name of who chairs or keeps the minutes. */
export const filtered = (rows: readonly BodyRow[], state: ListState): readonly BodyRow[] => {
  const words = folded(state.search).split(/\s+/)
  return rows.filter((row) => {
    const text = folded([row.code, row.title, row.chair, row.secretary].join(' '))
    return (
      words.every((word) => text.includes(word)) &&
      (state.levels.length === 0 || (row.level !== null && state.levels.includes(row.level))) &&
      (state.kinds.length === 0 || state.kinds.includes(row.kind)) &&
      (!state.mine || row.mine) &&
      (state.dissolved || !row.dissolved)
    )
  })
}

/** Rows in the order asked for, those without a value last; equals by name. */
export const sorted = (rows: readonly BodyRow[], { sort, descending }: ListState): readonly BodyRow[] => {
  const sign = descending ? -1 : 1
  const by = (a: BodyRow, b: BodyRow): number => {
    const [left, right] = [valueAt(a, sort), valueAt(b, sort)]
    if (left === null || right === null) return Number(left === null) - Number(right === null)
    if (typeof left === 'number' && typeof right === 'number') return sign * (left - right)
    return sign * String(left).localeCompare(String(right), 'fr', { numeric: true })
  }
  return [...rows].sort((a, b) => by(a, b) || a.title.localeCompare(b.title, 'fr'))
}

const valueAt = (row: BodyRow, column: Column): string | number | null => {
  switch (column) {
    case 'kind':
      return bodyKind.indexOf(row.kind)
    case 'level':
      return row.level === null ? null : bodyLevel.indexOf(row.level)
    case 'cadence':
      return row.cadence === null ? null : cadence.indexOf(row.cadence)
    case 'members':
      return row.voters + row.advisers
    case 'programme':
      return row.programme?.title ?? null
    case 'next':
      return row.nextMeeting
    default:
      return row[column]
  }
}

export interface BodyGroup {
  /** Level or code of the programme; empty for bodies without one. */
  readonly key: string
  readonly rows: readonly BodyRow[]
}

/** Rows under their headings, levels from the top down and programmes by name, bodies without one last. */
export const groupedBy = (rows: readonly BodyRow[], grouping: Grouping): readonly BodyGroup[] => {
  if (grouping === 'none') return [{ key: '', rows }]
  const groups = new Map<string, BodyRow[]>()
  for (const row of rows) {
    const key = (grouping === 'level' ? row.level : row.programme?.code) ?? ''
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return [...groups]
    .map(([key, members]) => ({ key, rows: members }))
    .sort((a, b) => Number(a.key === '') - Number(b.key === '') || inOrder(a, b, grouping))
}

const inOrder = (a: BodyGroup, b: BodyGroup, grouping: 'level' | 'programme'): number =>
  grouping === 'level'
    ? rank(a) - rank(b)
    : (a.rows[0]?.programme?.title ?? '').localeCompare(b.rows[0]?.programme?.title ?? '', 'fr')

const levels: readonly string[] = bodyLevel
const rank = ({ key }: BodyGroup): number => levels.indexOf(key)

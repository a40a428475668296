import type { TextKey } from '../../../src/i18n/text'
import type { Column } from '../../../src/portfolio/grid/grid-view'
import type { EditableField, FieldValue, PortfolioRow } from '../../../src/portfolio/portfolio-view'
import { columnsWithin } from '../../ui/columns-within'

/** Fields that can be edited in the grid; all of them are shown by the row itself. */
export type GridField = EditableField & keyof PortfolioRow

/** Field behind each column; the others show what is computed or answered and open the explanation. */
export const fieldOfColumn: Partial<Record<Column, GridField>> = {
  project: 'title',
  phase: 'phase',
  manager: 'projectManager',
  end: 'forecastEnd',
  cost: 'forecastCost',
  programme: 'programme',
  sponsor: 'sponsor',
  lifecycle: 'lifecycle',
  priority: 'priority',
  baselineEnd: 'baselineEnd',
  approvedCost: 'approvedCost',
}

/** Fields offered to edit on many rows at once: the ones whose value can be the same for several projects. */
export const bulkFields: readonly GridField[] = [
  'phase',
  'lifecycle',
  'programme',
  'projectManager',
  'sponsor',
  'priority',
  'forecastEnd',
  'baselineEnd',
]

/** Fields that are typed in the cell; the others are chosen from a list beside it. */
export const isTyped = (field: GridField): boolean =>
  field === 'title' ||
  field === 'forecastEnd' ||
  field === 'baselineEnd' ||
  field === 'forecastCost' ||
  field === 'approvedCost'

export const fieldKey = (field: EditableField): TextKey => `fields:Projects.${field}`

/** The value of an editable field as it stands in the row. */
export const valueIn = (row: PortfolioRow, field: GridField): FieldValue => row[field]

const widths: Record<Column, number> = {
  project: 260,
  health: 222,
  history: 128,
  phase: 104,
  manager: 172,
  end: 252,
  cost: 184,
  answer: 108,
  programme: 190,
  sponsor: 172,
  lifecycle: 104,
  priority: 92,
  baselineEnd: 112,
  approvedCost: 120,
}

/** What leaves first when the page is narrow: added columns, then phase, cost and manager; the project and its health stay. */
const leavesFirst: readonly Column[] = [
  'approvedCost',
  'baselineEnd',
  'priority',
  'lifecycle',
  'sponsor',
  'programme',
  'phase',
  'cost',
  'manager',
  'history',
  'answer',
  'end',
]

/** Names of projects are long: a column is left out before they are cut much. */
const ROOM_FOR_NAMES = 40

/** The chosen columns that fit into a width in pixels, in the order chosen. */
export const columnsThatFit = (chosen: readonly Column[], width: number): readonly Column[] =>
  columnsWithin(chosen, width, { widths, leavesFirst, spare: ROOM_FOR_NAMES })

/** CSS grid template: the project takes what is left. */
export const templateOf = (columns: readonly Column[]): string =>
  columns.map((column) => (column === 'project' ? `minmax(${widths.project}px, 1fr)` : `${widths[column]}px`)).join(' ')

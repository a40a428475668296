import type { FieldValue, PortfolioView } from '../../../src/portfolio/portfolio-view'
import type { Anchor } from '../../ui/popup'
import type { GridField } from '../grid/grid-fields'

/** Where the active cell goes after an edit. */
export type Move = 'stay' | 'next' | 'previous'

export interface EditorProps {
  readonly number: string
  readonly field: GridField
  readonly value: FieldValue
  readonly view: Pick<PortfolioView, 'people' | 'programmes'>
  /** The cell, for editors that open beside it. */
  readonly anchor: Anchor
  readonly onCommit: (value: FieldValue, move: Move) => void
  /** What was typed cannot be a value and the person went elsewhere: kept, with the reason. */
  readonly onInvalid: (typed: string, message: string) => void
  readonly onCancel: () => void
}

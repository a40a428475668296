import type { exceptionTolerance } from '../../lists/exception-reports'
import type { Subject } from '../bodies-view'
import type { Option } from './arbitration'

/** What pages show of the way up. Pure types, imported by tabs. */

/** Where an exception lies and where this person may send it on; names of bodies that they do not know of are not told. */
export interface ExceptionLadder {
  readonly escalatedTo: readonly { readonly body: string; readonly meeting: string }[]
  /** The body in whose name it goes up, and the name of the one above. */
  readonly mayEscalate: { readonly from: string; readonly to: string } | null
}

/** Where an exception behind an item of an agenda lies besides, and whether the body of the meeting may send it on. */
export interface ItemException extends ExceptionLadder {
  readonly key: string
  readonly tolerance: (typeof exceptionTolerance)[number]
}

/** Competing claims as one person may see them, on an agenda or in a vote. */
export interface OptionsView {
  readonly options: readonly Option[]
  /** Index of the option that is put to the vote, and of the one that was chosen. */
  readonly proposed: number | null
  readonly chosen: number | null
  /** Those that the options favour and that this person may see. */
  readonly projects: readonly Subject[]
}

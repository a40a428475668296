import type { CycleState } from '../lists/status-cycles'
import type { PackView } from './pack-view'

/** What the cycle page shows of reports and publications. Pure types, imported by tabs. */

export type PublicationKind = 'snapshot' | 'executivePack' | 'workbook'

/** `GET /api/publications?cycle=2026-11`: newest version first. */
export interface PublicationListView {
  readonly publications: readonly PublicationView[]
}

export interface PublicationView {
  /** `<cycle>:<kind>:v<version>`; the file is at `GET /api/publications/<key, URI-encoded>/content`. */
  readonly key: string
  readonly cycle: string
  readonly kind: PublicationKind
  readonly version: number
  /** Why a further version was published; null for the first. */
  readonly reason: string | null
  readonly fileName: string
  /** Address in SharePoint; null when it is not known. */
  readonly url: string | null
  readonly bytes: number
  readonly sha256: string
  /** UTC ISO 8601. */
  readonly publishedAt: string | null
  /** Name of the person. */
  readonly publishedBy: string | null
}

/**
 * `GET /api/cycles/:code/preview`: the pack as publishing now would make it, in `?language=fr|en` (the organisation's
 * language by default). The same as a file: `GET /api/cycles/:code/preview/pack`.
 */
export interface PreviewView {
  readonly cycle: string
  readonly state: CycleState
  /** Version that publishing now would create. */
  readonly version: number
  /** True when the cycle is still open: publishing needs `close: true`. */
  readonly mustClose: boolean
  /** True when a version exists already: publishing again needs a reason. */
  readonly mustGiveReason: boolean
  readonly owed: number
  readonly answered: number
  readonly fileName: string
  readonly pack: PackView
}

/** Body of `POST /api/cycles/:code/publish`. `reason` is mandatory from the second version, `close` closes an open cycle first. */
export interface PublishRequest {
  readonly reason?: string
  readonly close?: boolean
  readonly language?: 'fr' | 'en'
}

/** Longest reason, in characters. */
export const REASON_MAX = 500

/** Answer of a publication that succeeded. */
export interface PublishedView {
  readonly version: number
  readonly publications: readonly PublicationView[]
  /** False when the channel could not be told; the files are published all the same. */
  readonly announced: boolean
}

/** What the announcement in the channel says; drawn by `bot/`. */
export interface PublicationModel {
  readonly cycle: { readonly code: string; readonly title: string }
  readonly version: number
  readonly reason: string | null
  /** The sentence that the summary page begins with. */
  readonly headline: string
  readonly counts: { readonly green: number; readonly amber: number; readonly red: number; readonly none: number }
  readonly publishedBy: string
  /** UTC ISO 8601. */
  readonly publishedAt: string
  /** Files that people read (not the snapshot); `url` opens the file in SharePoint. */
  readonly files: readonly { readonly kind: PublicationKind; readonly fileName: string; readonly url: string }[]
  /** Deep link to the cycle page. */
  readonly tabUrl: string
}

import type { ChairAbsence, StandIns } from '../approver-view'
import type { MeetingRow } from '../meetings/meetings-view'
import type { MinutesContent } from './minutes-content'

/** `GET /api/meetings/:meeting/minutes`. Pure types, imported by tabs. */
export interface MinutesView {
  readonly meeting: MeetingRow
  /** What the minutes say now, in the language of the body. */
  readonly content: MinutesContent
  /** `none`: the meeting was not held yet. */
  readonly state: 'none' | 'draft' | 'review' | 'approved'
  readonly version: number | null
  /** Address of the file in SharePoint. */
  readonly url: string | null
  readonly sha256: string | null
  /** Notes, decisions or attendance have changed since this version. */
  readonly outdated: boolean
  readonly approved: { readonly at: string; readonly by: string; readonly in: PlaceView | null } | null
  /** Where they can be approved now, and the meeting to wait for otherwise. */
  readonly approvalPlace: PlaceView | null
  readonly awaitedPlace: PlaceView | null
  /** Who is asked to approve them where the body has no chair to ask; null where it has, and when they are not under review. */
  readonly standIns: StandIns | null
  readonly comments: readonly CommentView[]
  readonly items: readonly { readonly key: string; readonly title: string }[]
  readonly may: { readonly edit: boolean; readonly comment: boolean; readonly approve: boolean }
}

export interface PlaceView {
  readonly key: string
  readonly title: string
  readonly at: string | null
  readonly written: boolean
}

export interface CommentView {
  readonly key: string
  readonly author: string
  readonly writtenAt: string
  readonly version: number | null
  readonly item: string | null
  readonly text: string
  readonly settled: boolean
  readonly settledBy: string | null
}

/** `GET /api/meetings/:meeting/minutes/verification` */
export interface VerificationView {
  /** Does the file in the library still have the recorded SHA-256? */
  readonly file: 'intact' | 'altered' | 'missing'
  /** Do the lists still say what the minutes say? */
  readonly lists: 'same' | 'changed'
  readonly sha256: string
  readonly version: number
}

/** Minutes as a card shows them to one person. */
export interface MinutesModel {
  /** Key of the meeting. */
  readonly key: string
  /** Its title, with the body. */
  readonly meeting: string
  readonly version: number
  /** The reader may approve them, and a meeting is there in which that can be done now. */
  readonly mayApprove: boolean
  /** Why it is not the chair who is asked to; null when it is, and when nobody is. */
  readonly absence: ChairAbsence | null
  readonly approved: { readonly at: string; readonly in: string | null } | null
  readonly refusal: string | null
  readonly tabUrl: string
}

export const COMMENT_MAX = 4_000

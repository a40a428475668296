import type { ListStore } from '../ports/lists'
import type { OutboxWrite, UpsertOutcome } from '../ports/outbox'

/** What a backup reads and writes; the Graph door and the database give it. */
export interface Backup {
  readonly lists: BackupLists
  readonly documents: BackupDocuments
  readonly records: BackupRecords
}

export interface BackupLists extends Pick<ListStore, 'all' | 'find' | 'asApplication'> {
  /** Rows that could not be read as their list declares: an export would lack or blank something of them. */
  faults(list: string): readonly { readonly itemId: string; readonly field: string }[]
  upsertMany(writes: readonly OutboxWrite[]): Promise<readonly UpsertOutcome[]>
}

export interface BackupDocument {
  readonly id: string
  readonly path: string
  readonly webUrl: string
  readonly bytes: number
}

export interface BackupDocuments {
  below(folders: readonly string[]): Promise<readonly BackupDocument[]>
  named(ids: readonly string[]): Promise<readonly (BackupDocument | undefined)[]>
  contents(
    documents: readonly BackupDocument[],
    take: (document: BackupDocument, content: Uint8Array) => Promise<void>,
  ): Promise<void>
  /** The file at a path, wherever it lies. */
  at(path: string): Promise<(UploadedDocument & Pick<BackupDocument, 'bytes'>) | undefined>
  /** Refused when the path is taken. */
  upload(path: string, content: Uint8Array): Promise<UploadedDocument | undefined>
}

export type UploadedDocument = Pick<BackupDocument, 'id' | 'webUrl'>

export interface TableRows {
  readonly table: string
  readonly rows: readonly object[]
}

export interface AuditState {
  readonly entries: number
  readonly lastHash: string | null
  readonly firstBreak: number | null
}

export interface BackupRecords {
  /** All of one moment. */
  read(): Promise<{ readonly tables: readonly TableRows[]; readonly audit: AuditState }>
  /** All or nothing. */
  write(
    tables: readonly TableRows[],
  ): Promise<{ readonly ok: true } | { readonly ok: false; readonly reason: 'other-audit' }>
}

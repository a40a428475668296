/** The folders of the same library. */
export interface Documents {
  /** Every file below these folders, in order of path. A folder that does not exist holds none. */
  below(folders: readonly string[]): Promise<readonly FoundDocument[]>
}

export interface FoundDocument {
  readonly id: string
  /** Relative to the library's root. */
  readonly path: string
  readonly webUrl: string
  readonly bytes: number
}

/** The site's document library. Paths are relative to the library root, segments separated by `/`. */
export interface Library {
  /** Uploads a file that must not exist yet (`conflictBehavior=fail`); large files through an upload session. */
  upload(path: string, content: Uint8Array, contentType: string): Promise<UploadOutcome>
  /** The file at a path, or undefined: lets an interrupted publication go on where it stopped. */
  find(path: string): Promise<StoredFile | undefined>
  download(driveItemId: string): Promise<Uint8Array>
  /** Moves a file to the site's recycle bin, from where people can restore it; one that is gone already counts as moved. */
  recycle(driveItemId: string): Promise<void>
}

export interface StoredFile {
  readonly driveItemId: string
  readonly webUrl: string
  readonly bytes: number
}

export type UploadOutcome = ({ readonly ok: true } & StoredFile) | { readonly ok: false; readonly reason: 'exists' }

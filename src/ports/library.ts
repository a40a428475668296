/** The site's document library. Paths are relative to the library root, segments separated by `/`. */
export interface Library {
  /** Uploads a file that must not exist yet (`conflictBehavior=fail`); large files through an upload session. */
  upload(path: string, content: Uint8Array, contentType: string): Promise<UploadOutcome>
  /** The file at a path, or undefined: lets an interrupted publication go on where it stopped. */
  find(path: string): Promise<StoredFile | undefined>
  download(driveItemId: string): Promise<Uint8Array>
}

export interface StoredFile {
  readonly driveItemId: string
  readonly webUrl: string
  readonly bytes: number
}

export type UploadOutcome = ({ readonly ok: true } & StoredFile) | { readonly ok: false; readonly reason: 'exists' }

import { list } from './kit/list'

export const publicationKind = ['snapshot', 'executivePack', 'workbook', 'meetingPack'] as const

export const Publications = list('Publications', 'publicationKey', {
  /** `<cycle or meeting>:<kind>:v<version>` */
  publicationKey: { kind: 'text', maxLength: 120, required: true, unique: true },
  /** What was published: the reports of a cycle, or the pack of a meeting. */
  cycle: { kind: 'ref', list: 'StatusCycles', indexed: true },
  meeting: { kind: 'ref', list: 'Meetings', indexed: true },
  kind: { kind: 'choice', options: publicationKind, required: true },
  version: { kind: 'number', min: 1, decimals: 0, required: true },
  /** Why a further version was published; empty for the first. */
  reason: { kind: 'note' },
  fileName: { kind: 'text', required: true },
  driveItem: { kind: 'text' },
  url: { kind: 'text', maxLength: 255 },
  bytes: { kind: 'number', min: 0, decimals: 0 },
  /** SHA-256 of the file, hexadecimal. */
  sha256: { kind: 'text', maxLength: 64 },
  publishedAt: { kind: 'instant' },
  publishedBy: { kind: 'person' },
})

import { list } from './kit/list'

export const publicationKind = ['snapshot', 'executivePack', 'workbook'] as const

export const Publications = list('Publications', 'publicationKey', {
  /** `<cycle>:<kind>:v<version>` */
  publicationKey: { kind: 'text', maxLength: 120, required: true, unique: true },
  cycle: { kind: 'ref', list: 'StatusCycles', required: true, indexed: true },
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

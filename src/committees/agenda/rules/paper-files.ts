import { legalName } from '../../../reports/file-names'

/** Which files may be sent as papers. Pure; the tab asks before it sends and the service before it stores. */

/** Bytes. */
export const PAPER_MAX = 25 * 1024 * 1024
/** Papers of one item. */
export const PAPERS_MAX = 40

const office = 'application/vnd.openxmlformats-officedocument'
const open = 'application/vnd.oasis.opendocument'
const zip = [0x50, 0x4b, 0x03, 0x04]

/** Documents that carry no macros and that a browser does not run, with the bytes that each begins with. */
const kinds = {
  pdf: { type: 'application/pdf', begins: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  docx: { type: `${office}.wordprocessingml.document`, begins: zip },
  xlsx: { type: `${office}.spreadsheetml.sheet`, begins: zip },
  pptx: { type: `${office}.presentationml.presentation`, begins: zip },
  odt: { type: `${open}.text`, begins: zip },
  ods: { type: `${open}.spreadsheet`, begins: zip },
  odp: { type: `${open}.presentation`, begins: zip },
  png: { type: 'image/png', begins: [0x89, 0x50, 0x4e, 0x47] },
  jpg: { type: 'image/jpeg', begins: [0xff, 0xd8, 0xff] },
  jpeg: { type: 'image/jpeg', begins: [0xff, 0xd8, 0xff] },
} as const
type Extension = keyof typeof kinds
export const paperExtensions = Object.keys(kinds) as readonly Extension[]

export interface PaperFile {
  /** Without its extension. */
  readonly base: string
  readonly extension: Extension
}

/** Longest name without extension, so that the whole path stays within what SharePoint allows (GRAPH-FACTS 7.1). */
const BASE_MAX = 100

/**
 * The name under which a file is stored: its own without folders, without characters that the library refuses, and without
 * invisible ones, which can make one extension look like another. Undefined when its kind is not accepted.
 */
export const paperFile = (name: string): PaperFile | undefined => {
  const whole = name.normalize('NFC').replace(/\p{Cf}|\p{Cc}/gu, '')
  const dot = whole.lastIndexOf('.')
  const extension = paperExtensions.find((each) => each === whole.slice(dot + 1).toLowerCase())
  if (dot < 0 || extension === undefined) return undefined
  const own = whole.slice(0, dot).split(/[/\\]/).at(-1) ?? ''
  return { base: legalName(own.slice(0, BASE_MAX).replace(/\p{Cs}/gu, '')), extension }
}

/** The first name, or a numbered one where it is taken. */
export const paperName = ({ base, extension }: PaperFile, turn: number): string =>
  `${base}${turn === 1 ? '' : ` (${turn})`}.${extension}`

export const paperType = ({ extension }: PaperFile): string => kinds[extension].type

/** Does the content begin as its extension says? */
export const isWhatItSays = ({ extension }: PaperFile, content: Uint8Array): boolean =>
  kinds[extension].begins.every((byte, index) => content[index] === byte)

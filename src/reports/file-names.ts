import { localDay } from '../calendar/business-days'
import type { Wording } from './pack/wording'
import type { PublicationKind } from './reports-view'

export const contentTypes: Readonly<Record<PublicationKind, string>> = {
  snapshot: 'application/json',
  executivePack: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  workbook: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** What SharePoint refuses in the name of a file or folder (GRAPH-FACTS 7.1), and control characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const ILLEGAL = /["*:<>?/\\|\u0000-\u001f]/g
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d|\.lock|desktop\.ini)$/i
/** Refused wherever it stands in a name. */
const VTI = /_vti_/gi
const NAME_MAX = 120

/** A legal SharePoint name: illegal characters become dashes; leading and trailing dots and spaces go. */
export const legalName = (name: string): string => {
  const cleaned = name
    .replace(ILLEGAL, '-')
    .replace(VTI, '-vti-')
    .slice(0, NAME_MAX)
    // Half a character, where the cut went through one, has no place in an address.
    .replace(/\p{Cs}/gu, '')
    .replace(/^[\s.~$]+|[\s.]+$/g, '')
  return cleaned === '' || RESERVED.test(cleaned) ? `-${cleaned}` : cleaned
}

/** A folder of the settings, however it was written, as the library calls it. */
export const legalPath = (path: string): string => path.split('/').map(legalName).join('/')

/** Name of a published file, such as `2026-11 Rapport exécutif v1.pptx`. The snapshot has one name in every language. */
export const fileNameOf = (kind: PublicationKind, cycle: string, version: number, { t }: Wording): string => {
  const values = { cycle, version }
  switch (kind) {
    case 'snapshot':
      return legalName(`${cycle} snapshot v${version}.json`)
    case 'executivePack':
      return legalName(t('reports:file.pack', values))
    case 'workbook':
      return legalName(t('reports:file.workbook', values))
  }
}

const openingYear = (openedAt: string | null): string | null =>
  openedAt === null ? null : localDay(new Date(openedAt)).slice(0, 4)

/** Folder of a cycle below the library's root: `Gouvernail/2026/2026-11`. The year is that of the opening when the code has none. */
export const folderOf = (root: string, cycle: { readonly code: string; readonly openedAt: string | null }): string => {
  const year = /^(?:19|20)\d{2}/.exec(cycle.code)?.[0] ?? openingYear(cycle.openedAt) ?? '-'
  return [...root.split('/'), year, cycle.code].map(legalName).join('/')
}

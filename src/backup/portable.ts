import { fieldsOf, keyOf, type List, type Row } from '../lists/kit/list'
import type { BackupDocument, UploadedDocument } from './ports'

/** Ids and addresses of documents are of one site: in an export they are replaced by the document's path. */
const ID = 'gouvernail-document:'
const ADDRESS = 'gouvernail-document-address:'

export type PortableRow = Readonly<Record<string, unknown>>

const isText = (kind: string): boolean => kind === 'text' || kind === 'note'

/** The values of a row, in the order of the declaration, as they mean the same in any site. */
export const portableRow = (of: List, row: Row<List>, documents: readonly BackupDocument[]): PortableRow => {
  const portable = new Map([
    ...documents.map(({ id, path }) => [id, `${ID}${path}`] as const),
    ...documents.map(({ webUrl, path }) => [webUrl, `${ADDRESS}${path}`] as const),
  ])
  portable.delete('')
  return mapTexts(of, row, (text) => portable.get(text) ?? text)
}

/** Fields that hold the id of a document, in a row or in a list of papers kept as JSON. */
const DOCUMENTS: readonly string[] = ['driveItem', 'packItem', 'minutesItem']

/** Ids of the documents that a row names, wherever they lie. */
export const documentsNamedBy = (of: List, row: Row<List>): readonly string[] => {
  const named: string[] = []
  for (const [name] of fieldsOf(of)) {
    const value: unknown = Reflect.get(row, name)
    if (typeof value !== 'string') continue
    if (DOCUMENTS.includes(name)) named.push(value)
    else
      mapJson(value, (text, inner) => {
        if (DOCUMENTS.includes(inner)) named.push(text)
        return text
      })
  }
  return named
}

/** The row as this site has it; undefined when it names a document that this site lacks. */
export const siteRow = (of: List, row: PortableRow, documents: ReadonlyMap<string, UploadedDocument>): PortableRow =>
  mapTexts(of, row, (text) => {
    if (text.startsWith(ID)) return documents.get(text.slice(ID.length))?.id ?? text
    if (text.startsWith(ADDRESS)) return documents.get(text.slice(ADDRESS.length))?.webUrl ?? text
    return text
  })

/** Maps the texts in a JSON object or array; any other text, and one in which nothing changes, stays as it is to the letter. */
const mapJson = (text: string, map: (text: string, name: string) => string): string => {
  if (!/^[[{]/.test(text)) return text
  let isChanged = false
  try {
    const mapped: unknown = JSON.parse(text, (name, value: unknown) => {
      if (typeof value !== 'string') return value
      const other = map(value, name)
      if (other !== value) isChanged = true
      return other
    })
    return isChanged ? JSON.stringify(mapped) : text
  } catch {
    return text
  }
}

const mapTexts = (of: List, row: object, map: (text: string) => string): PortableRow =>
  Object.fromEntries(
    fieldsOf(of).flatMap(([name, field]): [string, unknown][] => {
      const value: unknown = Reflect.get(row, name)
      if (value === undefined) return []
      return [[name, isText(field.kind) && typeof value === 'string' ? mapJson(map(value), map) : value]]
    }),
  )

/** Rows in the order of their keys, whatever order SharePoint gives them in. */
export const byKey =
  (of: List) =>
  (a: object, b: object): number =>
    keyOf(of, a) < keyOf(of, b) ? -1 : 1

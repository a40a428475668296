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

/** The row as this site has it; undefined when it names a document that this site lacks. */
export const siteRow = (of: List, row: PortableRow, documents: ReadonlyMap<string, UploadedDocument>): PortableRow =>
  mapTexts(of, row, (text) => {
    if (text.startsWith(ID)) return documents.get(text.slice(ID.length))?.id ?? text
    if (text.startsWith(ADDRESS)) return documents.get(text.slice(ADDRESS.length))?.webUrl ?? text
    return text
  })

const mapTexts = (of: List, row: object, map: (text: string) => string): PortableRow =>
  Object.fromEntries(
    fieldsOf(of).flatMap(([name, field]): [string, unknown][] => {
      const value: unknown = Reflect.get(row, name)
      if (value === undefined) return []
      return [[name, isText(field.kind) && typeof value === 'string' ? map(value) : value]]
    }),
  )

/** Rows in the order of their keys, whatever order SharePoint gives them in. */
export const byKey =
  (of: List) =>
  (a: object, b: object): number =>
    keyOf(of, a) < keyOf(of, b) ? -1 : 1

import { at, isRecord, textAt } from '../../json'
import { invalidRequest } from '../exchange'

/** The standard web parts that Graph accepts besides text; the list, hero, news and page properties parts are not among them. */
const STANDARD_PARTS: readonly string[] = [
  'd1d91016-032f-456d-98a4-721247c305e8', // image
  'af8be689-990e-492a-81f7-ba3e4cd3ed9c', // image gallery
  'c70391ea-0b10-4ee9-b2b4-006d3fcad0cd', // quick links
  '6410b3b6-d440-4663-8744-378976dc041e', // link preview
  '7f718435-ee4d-431c-bdbf-9c4ff326f46e', // people
  'b7dd04e1-19ce-4b24-9132-b60a1c2b910d', // document embed
  '2161a1c6-db61-4731-b97c-3cdb303f7cbb', // divider
  '8654b779-4886-46d4-8ffb-b5ed960ee986', // spacer
  '0f087d7f-520e-42b7-89c0-496aaf979d58', // button
  'df8e44e7-edd5-46d5-90da-aca1539313b8', // call to action
  'e377ea37-9047-43b9-8cdb-a761be2f8e09', // map
  'e84a8ca2-f63c-4fb9-bc0b-d8eef5ccb22b', // organisation chart
  '544dd15b-cf3c-441b-96da-004d5a8cea1d', // video
  'cbe7b0a9-3504-44dd-a3a3-0e5cacd07788', // title area
]

/** Columns of each layout. */
const LAYOUTS: ReadonlyMap<string, number> = new Map([
  ['oneColumn', 1],
  ['twoColumns', 2],
  ['threeColumns', 3],
  ['oneThirdLeftColumn', 2],
  ['oneThirdRightColumn', 2],
  ['fullWidth', 1],
])
const WHOLE_WIDTH = 12

const rowsAt = (value: unknown, name: string): readonly unknown[] => {
  const rows = at(value, name)
  if (rows === undefined) return []
  if (!Array.isArray(rows)) throw invalidRequest(`The property '${name}' must be an array.`)
  return rows
}

/** Scripts, handlers, styles and classes are dropped from the HTML of a text web part. */
const sanitised = (html: string): string =>
  html
    .replaceAll(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replaceAll(/<[^>]*>/g, (tag) => tag.replaceAll(DROPPED_ATTRIBUTES, ''))

const DROPPED_ATTRIBUTES = /(?:[\s/]+|(?<=["']))(?:class|style|on\w+)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+)/gi

const readWebPart = (part: unknown): Record<string, unknown> => {
  if (!isRecord(part)) throw invalidRequest('A web part must be an object.')
  const id = textAt(part, 'id') ?? crypto.randomUUID()
  const html = textAt(part, 'innerHtml')
  if (html !== undefined) return { '@odata.type': '#microsoft.graph.textWebPart', id, innerHtml: sanitised(html) }
  const type = textAt(part, 'webPartType')?.toLowerCase()
  if (type === undefined || !STANDARD_PARTS.includes(type)) {
    throw invalidRequest(`The web part type '${type ?? ''}' is not supported.`)
  }
  return { ...part, '@odata.type': '#microsoft.graph.standardWebPart', id, webPartType: type }
}

const readSection = (section: unknown): Record<string, unknown> => {
  if (!isRecord(section)) throw invalidRequest('A section must be an object.')
  const layout = textAt(section, 'layout') ?? 'oneColumn'
  const wanted = LAYOUTS.get(layout)
  if (wanted === undefined) throw invalidRequest(`The layout '${layout}' is not supported.`)
  const columns = rowsAt(section, 'columns').map((column, index) => {
    if (!isRecord(column)) throw invalidRequest('A column must be an object.')
    const width = column.width ?? WHOLE_WIDTH
    return { id: String(index + 1), ...column, width, webparts: rowsAt(column, 'webparts').map(readWebPart) }
  })
  if (columns.length > 0 && columns.length !== wanted)
    throw invalidRequest(`A section of the layout '${layout}' has ${wanted} columns.`)
  const width = columns.reduce((sum, column) => sum + Number(column.width), 0)
  if (layout !== 'fullWidth' && columns.length > 0 && width !== WHOLE_WIDTH) {
    throw invalidRequest(`The widths of the columns of a section must sum to ${WHOLE_WIDTH}.`)
  }
  return { emphasis: 'none', ...section, layout, columns }
}

/** Checks and cleans a page's `canvasLayout` (GRAPH-FACTS 7.3). */
export const readCanvas = (canvas: unknown): Record<string, unknown> => {
  if (!isRecord(canvas)) throw invalidRequest('The canvasLayout must be an object.')
  return { ...canvas, horizontalSections: rowsAt(canvas, 'horizontalSections').map(readSection) }
}

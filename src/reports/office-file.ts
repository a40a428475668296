import JSZip from 'jszip'

/** All parts of a file carry this date, so that the same content gives the same bytes. */
const EPOCH = new Date('2020-01-01T00:00:00Z')

const isText = (name: string): boolean => /\.(xml|rels)$/.test(name)
const isPackage = (name: string): boolean => name.endsWith('.xlsx')

/**
 * Rewrites an Office file so that it depends on its content alone: dates of the parts are fixed, also in workbooks embedded
 * in charts, and `edit` may change the text of a part. An interrupted publication recognises by its hash what it has already
 * uploaded. Content types of parts that do not exist are dropped: PowerPoint offers to repair a file that has them.
 */
export const rewriteOfficeFile = async (
  content: Uint8Array,
  edit: (name: string, xml: string) => string,
): Promise<Uint8Array> => {
  const source = await JSZip.loadAsync(content)
  const target = new JSZip()
  const names = Object.keys(source.files).filter((name) => !source.files[name]?.dir)
  const renumber = renumbering(names)
  for (const name of names) {
    const part = source.files[name]
    if (!part) continue
    const path = renumber(name)
    if (isText(name)) {
      const xml = withoutMissing(name, await part.async('string'), names)
      target.file(path, edit(path, renumber(xml)), options)
    } else if (isPackage(name)) {
      target.file(path, await rewriteOfficeFile(await part.async('uint8array'), edit), options)
    } else target.file(path, await part.async('uint8array'), options)
  }
  return target.generateAsync({ type: 'uint8array', compression: 'DEFLATE', compressionOptions: { level: 6 } })
}

const options = { date: EPOCH, createFolders: false } as const

const CHART_NAME = /(\bchart|Microsoft_Excel_Worksheet)(\d+)(?=\.xml|\.xlsx)/g

/** The presentation library counts charts over the life of the process: they are counted from 1 again in each file. */
const renumbering = (names: readonly string[]): ((text: string) => string) => {
  const numbers = names.flatMap((name) => {
    const match = /^ppt\/charts\/chart(\d+)\.xml$/.exec(name)
    return match ? [Number(match[1])] : []
  })
  const ranks = new Map(numbers.sort((a, b) => a - b).map((number, index) => [String(number), index + 1]))
  return (text) =>
    text.replace(CHART_NAME, (_, stem: string, number: string) => `${stem}${ranks.get(number) ?? number}`)
}

const withoutMissing = (name: string, xml: string, names: readonly string[]): string =>
  name === '[Content_Types].xml'
    ? xml.replace(/<Override [^>]*PartName="\/([^"]+)"[^>]*\/>/g, (entry, part: string) =>
        names.includes(part) ? entry : '',
      )
    : xml

/** Sets the creation and modification dates of `docProps/core.xml`. */
export const withDates = (name: string, xml: string, instant: string): string =>
  name === 'docProps/core.xml' ? xml.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)/g, `$1${instant}$2`) : xml

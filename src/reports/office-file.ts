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
  for (const name of names) {
    const part = source.files[name]
    if (!part) continue
    if (isText(name)) target.file(name, withoutMissing(name, edit(name, await part.async('string')), names), options)
    else if (isPackage(name)) target.file(name, await rewriteOfficeFile(await part.async('uint8array'), edit), options)
    else target.file(name, await part.async('uint8array'), options)
  }
  return target.generateAsync({ type: 'uint8array', compression: 'DEFLATE', compressionOptions: { level: 6 } })
}

const options = { date: EPOCH, createFolders: false } as const

const withoutMissing = (name: string, xml: string, names: readonly string[]): string =>
  name === '[Content_Types].xml'
    ? xml.replace(/<Override [^>]*PartName="\/([^"]+)"[^>]*\/>/g, (entry, part: string) =>
        names.includes(part) ? entry : '',
      )
    : xml

/** Sets the creation and modification dates of `docProps/core.xml`. */
export const withDates = (name: string, xml: string, instant: string): string =>
  name === 'docProps/core.xml' ? xml.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)/g, `$1${instant}$2`) : xml

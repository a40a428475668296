import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import JSZip from 'jszip'

const run = promisify(execFile)
const soffice = ['/usr/bin/soffice', '/usr/bin/libreoffice', '/opt/libreoffice/program/soffice'].find((path) =>
  existsSync(path),
)

/**
 * True when the file opens: LibreOffice turns it into a PDF where it is installed; elsewhere its structure is checked (every
 * part that the content types and relations name exists), because a browser and a database are all that the tests require.
 */
export const opensInOffice = async (content: Uint8Array, kind: 'pptx' | 'xlsx' | 'docx'): Promise<boolean> =>
  (await isWhole(content)) && (soffice === undefined || !reads(kind) || (await converts(soffice, content, kind)))

/** LibreOffice may be installed without its word processor. */
const reads = (kind: string): boolean => kind !== 'docx' || existsSync('/usr/lib/libreoffice/program/libswlo.so')

const converts = async (program: string, content: Uint8Array, kind: string): Promise<boolean> => {
  const folder = await mkdtemp(join(tmpdir(), 'gouvernail-office-'))
  try {
    await writeFile(join(folder, `file.${kind}`), content)
    const profile = `-env:UserInstallation=file://${folder}/profile`
    await run(program, [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, join(folder, `file.${kind}`)])
    return (await readdir(folder)).includes('file.pdf')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const isWhole = async (content: Uint8Array): Promise<boolean> => {
  const zip = await JSZip.loadAsync(content)
  const types = (await zip.file('[Content_Types].xml')?.async('string')) ?? ''
  const named = [...types.matchAll(/PartName="\/([^"]+)"/g)].map((match) => match[1] ?? '')
  if (named.length === 0 || named.some((part) => !zip.file(part))) return false
  const relations = Object.keys(zip.files).filter((name) => name.endsWith('.rels'))
  for (const name of relations) {
    const base = name.replace(/_rels\/[^/]+$/, '')
    const xml = (await zip.file(name)?.async('string')) ?? ''
    for (const [relation, target] of xml.matchAll(/<Relationship [^>]*Target="([^"]+)"[^>]*>/g)) {
      if (relation.includes('TargetMode="External"') || target === undefined) continue
      const path = target.startsWith('/')
        ? target.slice(1)
        : new URL(target, `zip:/${base}`).pathname.replace(/^\//, '')
      if (!zip.file(decodeURIComponent(path))) return false
    }
  }
  return true
}

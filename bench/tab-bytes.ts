import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { z } from 'zod'

const Manifest = z.record(
  z.string(),
  z.object({
    file: z.string(),
    name: z.string().optional(),
    imports: z.array(z.string()).default([]),
    dynamicImports: z.array(z.string()).default([]),
  }),
)

export interface TabBytes {
  /** JavaScript of the first load of the portfolio tab in French, gzip: the entry, the page, one language, and all they import statically. */
  readonly firstLoad: number
  readonly goal: number
  readonly files: readonly { readonly file: string; readonly gzip: number }[]
}

const GOAL = 170 * 1024
/** What opening `#/portfolio` downloads without any further click: two entries, and the chunk of one language by its name. */
const roots = ['tab.html', 'portfolio/portfolio.page.tsx']
const language = 'fr'

/** Bytes of the built files, following static imports through the build's manifest. */
export const tabBytes = (folder: string): TabBytes => {
  const path = join(folder, '.vite/manifest.json')
  if (!existsSync(path)) throw new Error(`${path} is missing: npm run build first`)
  const manifest = Manifest.parse(JSON.parse(readFileSync(path, 'utf8')))
  const files = new Set<string>()
  const follow = (key: string): void => {
    const chunk = manifest[key]
    if (!chunk) throw new Error(`${key} is not in the build`)
    if (files.has(chunk.file)) return
    files.add(chunk.file)
    for (const imported of chunk.imports) follow(imported)
  }
  const texts = Object.keys(manifest).find((key) => manifest[key]?.name === language)
  if (texts === undefined) throw new Error(`the build has no texts in ${language}`)
  for (const root of [...roots, texts]) follow(root)
  const sizes = [...files].map((file) => ({ file, gzip: gzipSync(readFileSync(join(folder, file))).length }))
  return {
    firstLoad: sizes.reduce((sum, { gzip }) => sum + gzip, 0),
    goal: GOAL,
    files: sizes.sort((a, b) => b.gzip - a.gzip),
  }
}

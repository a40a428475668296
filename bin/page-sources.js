// What the pages are made of: their folder, and every file outside it that they import, directly or not.
const { existsSync, readdirSync, readFileSync, statSync } = require('node:fs')
const { dirname, join, resolve } = require('node:path')

// `import type` and `export type` are erased: what they name is not in a page.
const IMPORT = /^(?:import|export)\s+(?!type\b)(?:[^'"]*?from\s+)?'(\.[^']+)'|\bimport\('(\.[^']+)'\)/gm
const ENDINGS = ['', '.ts', '.tsx', '/index.ts']

const filesBelow = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)],
  )

const resolved = (from, specifier) =>
  ENDINGS.map((ending) => resolve(dirname(from), specifier) + ending).find(
    (path) => existsSync(path) && statSync(path).isFile(),
  )

/** Absolute paths of all files that a build of the pages reads, packages apart. */
const pageSources = (root) => {
  const found = new Set()
  const queue = [...filesBelow(join(root, 'tabs')), join(root, 'package-lock.json')]
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (found.has(file)) continue
    found.add(file)
    if (!/\.m?tsx?$/.test(file)) continue
    for (const [, named, loaded] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
      const path = resolved(file, named ?? loaded)
      if (path !== undefined) queue.push(path)
    }
  }
  return [...found]
}

module.exports = { pageSources }

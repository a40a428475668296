// Builds the pages when `dist/tabs` is missing or older than what it is made of. Plain Node, so that it starts at once.
const { execFileSync } = require('node:child_process')
const { existsSync, readdirSync, statSync } = require('node:fs')
const { dirname, join } = require('node:path')

const root = dirname(__dirname)

/** Newest change, in milliseconds since 1970, among the files below a folder or of a file. */
const newest = (path) => {
  if (!existsSync(path)) return 0
  const info = statSync(path)
  if (!info.isDirectory()) return info.mtimeMs
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), 0)
}

/** Folders of `src` that pages import: types apart, a page knows lists, rights, texts and rules, nothing of the server. */
const sources = [
  'tabs',
  'src/lists',
  'src/access',
  'src/i18n',
  'src/status',
  'src/portfolio',
  'src/projects',
  'package-lock.json',
]
const marker = join(root, 'dist/tabs/tab.html')
const built = existsSync(marker) ? statSync(marker).mtimeMs : 0

if (built < Math.max(...sources.map((path) => newest(join(root, path))))) {
  console.log('Building the pages…')
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  execFileSync(
    process.execPath,
    [vite, 'build', '--config', join(root, 'tabs/vite.config.mts'), '--logLevel', 'warn'],
    {
      cwd: root,
      stdio: 'inherit',
    },
  )
}

// Builds the pages when `dist/tabs` is missing or older than what it is made of. Plain Node, so that it starts at once.
const { execFileSync } = require('node:child_process')
const { existsSync, statSync } = require('node:fs')
const { dirname, join } = require('node:path')
const { pageSources } = require('./page-sources.js')

const root = dirname(__dirname)
const marker = join(root, 'dist/tabs/tab.html')
const built = existsSync(marker) ? statSync(marker).mtimeMs : 0
const newest = pageSources(root).reduce((latest, path) => Math.max(latest, statSync(path).mtimeMs), 0)

if (built < newest) {
  console.log('Building the pages…')
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  execFileSync(
    process.execPath,
    [vite, 'build', '--config', join(root, 'tabs/vite.config.mts'), '--logLevel', 'warn'],
    {
      cwd: root,
      stdio: 'inherit',
      // Whoever asks for the build, a test run too: what is looked at is what people get.
      env: { ...process.env, NODE_ENV: 'production' },
    },
  )
}

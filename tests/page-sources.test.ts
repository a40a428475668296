import { execFileSync } from 'node:child_process'
import { join, relative } from 'node:path'

const root = join(__dirname, '..')
const script = `console.log(JSON.stringify(require('./bin/page-sources.js').pageSources(process.cwd())))`

/** `npm start` builds the pages again when one of these is newer than the last build. */
const sources = (): string[] => {
  const files: string[] = JSON.parse(execFileSync(process.execPath, ['-e', script], { cwd: root, encoding: 'utf8' }))
  return files.map((file) => relative(root, file))
}

test('the pages are made of what they import, wherever it is, and of nothing of the server', () => {
  const found = sources()
  for (const file of [
    'tabs/tab.html',
    'tabs/ui/base.css',
    'tabs/projects/project.page.tsx',
    'src/reports/reports-view.ts',
    'src/portfolio/grid/grid-rows.ts',
    'src/status/health.ts',
    'src/lists/kit/list.ts',
    'src/i18n/fr/client.json',
    'package-lock.json',
  ])
    expect(found).toContain(file)
  expect(found.filter((file) => /^src\/(server|graph|jobs|cli|local-tenant)\//.test(file))).toEqual([])
})

import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { configurationTable } from './config-table'
import { routes } from './routes'

const root = resolve(__dirname, '../..')

test('every slice that has routes is mounted', () => {
  const slices = readdirSync(join(root, 'src'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'server')
    .map((entry) => entry.name)
    .filter((name) => readdirSync(join(root, 'src', name)).includes('routes.ts'))
  const mounted = readFileSync(join(root, 'src/server/routes.ts'), 'utf8')
  expect(slices.filter((name) => !mounted.includes(`'../${name}/routes'`))).toEqual([])
})

test('no two routes answer the same request', () => {
  const shapes = routes.map((route) => `${route.method} ${route.path.replace(/:\w+/g, ':')}`)
  expect(shapes.filter((shape, index) => shapes.indexOf(shape) !== index)).toEqual([])
})

test('the README shows the configuration as it is', () => {
  expect(readFileSync(join(root, 'README.md'), 'utf8')).toContain(configurationTable())
})

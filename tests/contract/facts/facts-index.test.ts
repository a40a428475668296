import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { facts } from './fact-list'

test('each of the 23 facts has a test of its number', () => {
  const sources = readdirSync(__dirname).filter((name) => name.endsWith('.test.ts'))
  const tested = sources.flatMap((name) =>
    [...readFileSync(join(__dirname, name), 'utf8').matchAll(/\bfact\(\s*(\d+),/g)].map(([, number]) => Number(number)),
  )
  expect([...new Set(tested)].sort((a, b) => a - b)).toEqual(Object.keys(facts).map(Number))
  expect(Object.keys(facts)).toHaveLength(23)
})

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const pages = join(__dirname, '../tabs')
const styles = readdirSync(pages, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.css'))

/** What the sheets say for one theme alone, as `property` of `selector`. */
const themed = styles.flatMap((file) => {
  const sheet = readFileSync(join(pages, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '')
  const blocks = [...sheet.matchAll(/([^{}]*\.gv-theme-[^{}]*)\{([^{}]*)\}/g)]
  return blocks.flatMap(([, selector = '', body = '']) =>
    body.split(';').flatMap((line) => {
      const property = line.split(':')[0]?.trim()
      return property ? [{ property, where: `${file}: ${selector.trim()}` }] : []
    }),
  )
})

/** Colours, lines that replace colours, and the height of one bar: nothing appears, disappears or changes its name. */
const COLOURS =
  /^(--.*|(background|border|outline)(-color|-offset)?|color(-scheme)?|fill|stroke|text-decoration|height)$/

test('a theme changes colours and lines, never what there is to see', () => {
  expect(themed.length).toBeGreaterThan(20)
  expect(themed.filter(({ property }) => !COLOURS.test(property))).toEqual([])
})

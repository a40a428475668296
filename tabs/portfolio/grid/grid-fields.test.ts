import type { Column } from '../../../src/portfolio/grid/grid-view'
import { columnsThatFit, templateOf } from './grid-fields'

const usual: readonly Column[] = ['project', 'health', 'history', 'phase', 'manager', 'end', 'cost', 'answer']

/** Pixels that a template needs at least. */
const least = (columns: readonly Column[]): number =>
  [...templateOf(columns).matchAll(/(\d+)px/g)].reduce((sum, [, pixels]) => sum + Number(pixels), 0)

test.each([1_600, 1_292, 1_000, 800, 652, 600])('at %d pixels no column is cut', (width) => {
  expect(least(columnsThatFit(usual, width))).toBeLessThanOrEqual(width)
})

test('the narrowest page still shows each project with its health', () => {
  expect(columnsThatFit(usual, 320)).toEqual(['project', 'health'])
})

import fc from 'fast-check'
import { parseGridState } from '../../src/portfolio/grid/grid-view'
import { pageOfLink, placeOf, tabOf } from '../local-client/place'
import { pageHref, parseAddress } from './router'

/** Replay a failure with `FUZZ_SEED`; the seed of every run is printed. */
const seed = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31))
const runs = { seed, numRuns: 1_000, endOnFailure: true }
const ORIGIN = 'https://gouvernail.example'

const piece = fc.oneof(
  fc.constantFrom(
    '#',
    '/',
    '?',
    '&',
    '=',
    '%',
    '%2',
    '%E0%A4%A',
    '..',
    '//',
    'javascript:',
    'project/P-008',
    'q=',
    '\u202e',
    '__proto__',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
)
const address = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''))

test(`an address inside the tab leads to a page, whatever stands in it (FUZZ_SEED=${seed})`, () => {
  fc.assert(
    fc.property(address, (hash) => {
      const { path, query } = parseAddress(hash)
      expect(pageHref(path.toWellFormed())).toMatch(/^#\//)
      const state = parseGridState(query)
      expect(state.columns.length).toBeGreaterThan(0)
      expect(Object.getPrototypeOf(state)).toBe(Object.prototype)
    }),
    runs,
  )
})

test('an address with a broken escape is read as it stands', () => {
  expect(parseAddress('#/project/%E0%A4%A').path).toBe('project/%E0%A4%A')
  expect(parseAddress('#/project/P%2F8').path).toBe('project/P/8')
})

test(`a link leads into the app or nowhere (FUZZ_SEED=${seed})`, () => {
  const link = fc.oneof(
    address,
    address.map((rest) => `https://teams.microsoft.com/l/entity/x/${rest}`),
    address.map((rest) => `https://teams.microsoft.com/l/entity/x/portfolio?context=${rest}`),
    address.map((rest) => `${ORIGIN}/${rest}`),
  )
  fc.assert(
    fc.property(link, (url) => {
      const page = pageOfLink(url, ORIGIN)
      if (page === null) return
      expect(['portfolio', 'cycle', 'committees']).toContain(tabOf(page))
      expect(`/tab.html#/${page}`).toMatch(/^\/tab\.html#\//)
      expect(placeOf(`#/${page}`)).toBeDefined()
    }),
    runs,
  )
})

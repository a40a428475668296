import fc from 'fast-check'
import { parseGridState } from '../../src/portfolio/grid/grid-view'
import { fuzz } from '../../tests/kit/fuzz'
import { appTabs, pageOfLink, placeOf, tabOf } from '../local-client/place'
import { pageNames, pageOf } from '../pages'
import { pageHref, parseAddress } from './router'

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

fuzz('an address inside the tab leads to a page, whatever stands in it', 1_000, address, (hash) => {
  const { path, query } = parseAddress(hash)
  expect(pageHref(path.toWellFormed())).toMatch(/^#\//)
  const state = parseGridState(query)
  expect(state.columns.length).toBeGreaterThan(0)
  expect(Object.getPrototypeOf(state)).toBe(Object.prototype)
  const page = pageOf(path)
  expect(page === undefined || pageNames.includes(path.split('/')[0] ?? '')).toBe(true)
})

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', ''])('%j is the address of no page', (name) => {
  expect(pageOf(name)).toBeUndefined()
  expect(pageOf(`${name}/x`)).toBeUndefined()
})

test.each(pageNames)('a link of Teams and one of the local client lead to %s and its row', (name) => {
  const context = encodeURIComponent(JSON.stringify({ subEntityId: `${name}/CODIR:1` }))
  for (const link of [
    `https://teams.microsoft.com/l/entity/app/portfolio?context=${context}`,
    `${ORIGIN}/#/${name}/CODIR:1`,
  ]) {
    const page = pageOfLink(link, ORIGIN) ?? ''
    expect(pageOf(parseAddress(page).path)).toMatchObject({ id: 'CODIR:1' })
    expect(appTabs).toContain(tabOf(page))
  }
})

test('an address with a broken escape is read as it stands', () => {
  expect(parseAddress('#/project/%E0%A4%A').path).toBe('project/%E0%A4%A')
  expect(parseAddress('#/project/P%2F8').path).toBe('project/P/8')
})

const link = fc.oneof(
  address,
  address.map((rest) => `https://teams.microsoft.com/l/entity/x/${rest}`),
  address.map((rest) => `https://teams.microsoft.com/l/entity/x/portfolio?context=${rest}`),
  address.map((rest) => `${ORIGIN}/${rest}`),
)

fuzz('a link leads into the app or nowhere', 1_000, link, (url) => {
  const page = pageOfLink(url, ORIGIN)
  if (page === null) return
  expect(appTabs).toContain(tabOf(page))
  expect(`/tab.html#/${page}`).toMatch(/^\/tab\.html#\//)
  expect(placeOf(`#/${page}`)).toBeDefined()
})

import { failureOf, retryAfterMs } from './failure'
import { joinUrl, splitUrl, unitsOf } from './units'

it.each([
  ['one item', 'GET', '/sites/s/lists/l/items/12', {}, 1],
  ['many items', 'GET', '/sites/s/lists/l/items', { $filter: 'x' }, 2],
  ['lists', 'GET', '/sites/s/lists', {}, 2],
  ['a delta with a token', 'GET', '/sites/s/lists/l/items/delta', { token: 'x' }, 1],
  ["a delta with a token, the SDK's form", 'GET', "/sites/s/lists/l/items/delta(token='x')", {}, 1],
  ['a delta without', 'GET', '/sites/s/lists/l/items/delta', { $expand: 'fields' }, 2],
  ['a creation', 'POST', '/sites/s/lists/l/items', {}, 2],
  ['an update', 'PATCH', '/sites/s/lists/l/items/12/fields', {}, 2],
  ['a removal', 'DELETE', '/sites/s/lists/l/items/12', {}, 2],
  ['an upload', 'PUT', '/drives/d/root:/a:/content', {}, 2],
  ['a download', 'GET', '/drives/d/items/i/content', {}, 1],
  ['permissions', 'GET', '/sites/s/permissions', {}, 5],
  ['permissions in an expand', 'GET', '/drives/d/items/i', { $expand: 'permissions' }, 5],
  ['people, who are not SharePoint', 'GET', '/users', {}, 0],
])('%s', (_case, method, path, query, units) => {
  expect(unitsOf(method, path, query)).toBe(units)
})

it('a query survives being joined and split', () => {
  const query = { $filter: "fields/Code eq 'O''Brien & co #1+2'", $expand: 'fields($select=A,B)' }
  expect(splitUrl(joinUrl('/sites/s/lists', query))).toEqual({ path: '/sites/s/lists', query })
})

describe('waits', () => {
  const now = Date.parse('2026-11-22T12:00:00Z')
  it.each([
    ['seconds', { 'Retry-After': '120' }, 120_000],
    ['a date', { 'Retry-After': 'Sun, 22 Nov 2026 12:00:30 GMT' }, 30_000],
    ['a date gone by', { 'Retry-After': 'Sun, 22 Nov 2026 11:00:00 GMT' }, 0],
    ['the larger of two', { 'Retry-After': '5', 'RateLimit-Reset': '31' }, 31_000],
    ['nothing', {}, null],
    ['nonsense', { 'Retry-After': 'soon' }, null],
  ])('%s', (_case, headers, ms) => {
    expect(retryAfterMs(new Headers(Object.entries(headers)), now)).toBe(ms)
  })
})

describe('failures', () => {
  it.each([
    [400, 'invalid'],
    [401, 'forbidden'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [409, 'conflict'],
    [410, 'resync'],
    [412, 'conflict'],
    [422, 'invalid'],
    [423, 'unavailable'],
    [429, 'throttled'],
    [500, 'unavailable'],
    [503, 'unavailable'],
  ])('%d is %s', (status, code) => {
    expect(failureOf(status, new Headers(), null, 'GET /x').code).toBe(code)
  })

  it('carry the code and the request id, however the envelope spells its inner key', () => {
    const body = { error: { code: 'itemNotFound', message: 'gone', innererror: { 'request-id': 'abc' } } }
    const failure = failureOf(404, new Headers(), body, 'GET /sites/s')
    expect(failure).toMatchObject({ message: 'GET /sites/s: 404 itemNotFound gone', detail: { requestId: 'abc' } })
  })
})

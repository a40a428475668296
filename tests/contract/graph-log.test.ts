import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TRANSFER } from '../../src/graph/http/request-log'
import { type Check, checkLogs, createCheck, readOperations } from './graph-contract'

/**
 * The check itself. What the product really sends is checked when all test files have run (tests/kit/reporter.js), because
 * only then is the log complete.
 */
let check: Check
beforeAll(() => {
  const operations = readOperations()
  expect(operations.size).toBeGreaterThan(11_000)
  check = createCheck(operations)
})

it.each([
  ['GET', '/sites/contoso,1,2/lists', { $select: 'id' }],
  ['GET', '/sites/contoso.sharepoint.com:/sites/PMO', { $select: 'id' }],
  ['GET', '/sites/s/lists/l/items/delta', { token: 'abc' }],
  ['GET', '/sites/s/lists/l/items', { $expand: 'fields', $filter: "fields/Code eq 'x'", $skiptoken: 'abc' }],
  ['PATCH', '/sites/s/lists/l/items/12/fields', {}],
  ['PUT', '/drives/d/root:/rapports/2026/a.pptx:/content', { '@microsoft.graph.conflictBehavior': 'fail' }],
  ['POST', '/drives/d/root:/a.pptx:/createUploadSession', {}],
  ['GET', '/drives/d/root:/rapports/a.pptx', {}],
  ['POST', '/users/u/sendMail', {}],
  ['POST', '/$batch', {}],
])('%s %s is Graph', (method, path, query) => {
  expect(check({ method, path, query })).toBeNull()
})

it.each([
  ['an invented path', 'GET', '/sites/s/lists/l/rows', {}, 'no such operation'],
  ['an invented path under a real one', 'POST', '/users/u/sendMails', {}, 'no such operation'],
  ['an invented path under an alias', 'GET', '/drives/d/root:/a.pptx:/contents', {}, 'no such operation'],
  ['a method that the path lacks', 'PUT', '/sites/s/lists/l/items/12/fields', {}, 'no such operation'],
  ['an invented query option', 'GET', '/sites/s/lists', { $where: 'x' }, 'has no $where'],
  ['an option that this operation lacks', 'GET', '/sites/s/lists/l/items/12', { $filter: 'x' }, 'has no $filter'],
  ['an option on a write', 'POST', '/sites/s/lists', { $select: 'id' }, 'has no $select'],
])('%s is caught', (_case, method, path, query, complaint) => {
  expect(check({ method, path, query })).toContain(complaint)
})

it('a log is read line by line, rows of batches included', () => {
  const folder = mkdtempSync(join(tmpdir(), 'graph-log-'))
  try {
    const line = (request: object) => appendFileSync(join(folder, 'a.jsonl'), `${JSON.stringify(request)}\n`)
    line({ time: 'x', method: 'GET', path: '/users', query: { $top: '999' }, status: 200, units: 0, ms: 3 })
    line({ time: 'x', method: 'PUT', path: TRANSFER, query: {}, status: 201, units: 2, ms: 3 })
    expect(checkLogs(folder)).toEqual({ requests: 2, complaints: [] })
    const row = { method: 'GET', path: '/sites/s/invented', query: {}, status: 200, units: 1 }
    line({ time: 'y', method: 'POST', path: '/$batch', query: {}, status: 200, units: 1, ms: 3, requests: [row, row] })
    line({ time: 'y', method: 'POST', path: TRANSFER, query: {}, status: 200, units: 1, ms: 3 })
    expect(checkLogs(folder)).toEqual({
      requests: 4,
      complaints: ['GET /sites/s/invented: no such operation', 'POST (transfer)'],
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
})

it('a test process logs what it sends where the check looks', () => {
  expect(process.env.GRAPH_LOG).toMatch(/dist.graph-log.\d+\.jsonl$/)
})

import { existsSync } from 'node:fs'
import { localDay } from '../../src/calendar/business-days'
import { costMark, entriesSince } from '../../src/cli/graph-cost'
import { publishedFiles, walkCycle } from '../../src/cli/walk-cycle'
import { Projects } from '../../src/lists/projects'
import { Publications } from '../../src/lists/publications'
import { StatusCycles } from '../../src/lists/status-cycles'
import { StatusReports } from '../../src/lists/status-reports'
import { reportStateOf } from '../../src/status/rules/report-state'
import { opensInOffice } from '../kit/office'
import { type Stack, startStack } from '../kit/stack'

const PROJECTS = 50
/** What a cycle may cost per project: SharePoint resource units for all that it reads and writes. */
const UNITS = 5

let stack: Stack

beforeAll(async () => {
  stack = await startStack({ seed: true })
})
afterAll(() => stack.close())

/** The log that this test process writes (tests/kit/graph-log.ts). */
const log = process.env.GRAPH_LOG ?? ''

test('a whole cycle of fifty projects: one message per manager, fifty reports, two files that open, within the Graph budget', async () => {
  expect(existsSync(log)).toBe(true)
  const mark = costMark(log)
  const addresses = { origin: stack.origin, tenantOrigin: stack.tenant.origin }
  const walked = await walkCycle(addresses, { beforeClosing: () => stack.outbox.drained() })
  await stack.outbox.drained()
  // Deltas come by the clock: how many fall into the walk depends on the machine, not on the product.
  const entries = entriesSince(log, mark).filter(
    ({ requests }) => !requests?.some(({ path }) => path.includes('/delta')),
  )
  const units = entries.reduce((sum, entry) => sum + entry.units, 0)

  expect(walked).toMatchObject({ managers: 18, messages: 18, answers: PROJECTS })
  await stack.door.lists.syncNow()
  const reports = stack.ctx.lists.all(StatusReports).filter(({ cycle }) => cycle === walked.code)
  expect(reports).toHaveLength(PROJECTS)
  const cycle = stack.ctx.lists.find(StatusCycles, walked.code)
  const states = reports.map((report) => [reportStateOf(report, cycle), report.$item.itemId === ''].join(' '))
  expect(new Set(states)).toEqual(new Set(['published false']))
  const told = stack.ctx.lists.all(Projects).filter(({ publishedOn }) => publishedOn === localDay(stack.clock.now()))
  expect(told).toHaveLength(PROJECTS)
  expect(units).toBeLessThanOrEqual(UNITS * PROJECTS)

  const files = await publishedFiles(addresses, walked.code)
  expect(files.map(({ name }) => name.replace(/^.*\./, '')).sort()).toEqual(['pptx', 'xlsx'])
  for (const { name, content } of files)
    expect(await opensInOffice(content, name.endsWith('pptx') ? 'pptx' : 'xlsx')).toBe(true)
  const kinds = stack.ctx.lists.all(Publications).map(({ kind, version }) => `${kind} v${version}`)
  expect(kinds.sort()).toEqual(['executivePack v1', 'snapshot v1', 'workbook v1'])
})

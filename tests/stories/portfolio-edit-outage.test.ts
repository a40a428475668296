import { Client } from 'pg'
import { z } from 'zod'
import { Milestones } from '../../src/lists/milestones'
import { Projects } from '../../src/lists/projects'
import type { BulkEdited, PortfolioView } from '../../src/portfolio/portfolio-view'
import { type Stack, startStack } from '../kit/stack'

/** SharePoint answers for some rows of an edit and not for others: what is said afterwards must be true. */
let stack: Stack
const officer = () => stack.as('Inès Vandamme')

beforeAll(async () => {
  stack = await startStack({ seed: true })
})
afterAll(() => stack.close())

const auditedEdits = async (): Promise<readonly string[]> => {
  const client = new Client({ connectionString: stack.databaseUrl })
  await client.connect()
  const { rows } = await client.query("select subject from gouvernail.audit where action = 'project.edit'")
  await client.end()
  return z
    .array(z.object({ subject: z.string() }))
    .parse(rows)
    .map(({ subject }) => subject)
    .sort()
}

test('a single edit that SharePoint does not answer for claims nothing about the row', async () => {
  const [row] = (await officer().get<PortfolioView>('/api/portfolio')).body.rows
  if (!row) throw new Error('the demo portfolio is empty')
  stack.tenant.faults.set({ graphDown: true })
  const edit = { etag: row.etag, patch: { summary: 'Revu.' } }
  const answer = await officer().patch<{ error: { message: string } }>(`/api/projects/${row.number}`, edit)
  stack.tenant.faults.clear()
  expect(answer.status).toBe(503)
  expect(answer.body.error.message).toContain('nous ne savons pas si')
})

test('a milestone is never removed without the version that was seen', async () => {
  const [milestone] = stack.ctx.lists.all(Milestones)
  if (!milestone) throw new Error('the demo portfolio has no milestone')
  const path = `/api/projects/${milestone.project}/milestones/${encodeURIComponent(milestone.milestoneKey)}`
  const refused = await officer().delete<{ error: { code: string; message: string } }>(path)
  expect([refused.status, refused.body.error.code]).toEqual([400, 'no-version'])
  expect(refused.body.error.message).toContain('version du jalon')
  stack.tenant.faults.set({ graphDown: true })
  const lost = await officer().delete(`${path}?etag=${encodeURIComponent(milestone.$item.etag)}`)
  stack.tenant.faults.clear()
  expect([lost.status, lost.body]).toMatchObject([503, { error: { code: 'unavailable' } }])
  expect(stack.ctx.lists.find(Milestones, milestone.milestoneKey)).toBeDefined()
})

test('rows of a bulk edit that were written are audited and shown, the others are said to be uncertain', async () => {
  const { rows } = (await officer().get<PortfolioView>('/api/portfolio')).body
  const chosen = rows.slice(0, 8)
  const updates = chosen.map((row) => ({ number: row.number, etag: row.etag, patch: { summary: 'Revu.' } }))
  // The wait that SharePoint asks for is longer than anybody's patience here.
  stack.tenant.faults.set({ throttle: 0.4, throttleRetryAfter: 30, seed: 5 })
  const { status, body } = await officer().patch<BulkEdited>('/api/projects', { updates })
  stack.tenant.faults.clear()
  expect(status).toBe(200)
  const written = body.outcomes.flatMap((outcome) => (outcome.ok ? [outcome.number] : []))
  const left = body.outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome]))
  expect(written.length).toBeGreaterThan(0)
  expect(left.length).toBeGreaterThan(0)
  expect(new Set(left.map(({ reason }) => reason))).toEqual(new Set(['unavailable']))
  expect(await auditedEdits()).toEqual([...written].sort())
  const stored = chosen.filter(({ number }) => stack.ctx.lists.find(Projects, number)?.summary === 'Revu.')
  expect(stored.map(({ number }) => number)).toEqual(written)
})

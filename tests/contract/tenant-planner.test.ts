import { nora, philippe, startClient, type TenantClient } from './tenant-client'

/** Planner: GRAPH-FACTS 8 and items 17, 23 of section 13; graph-examples/18. */
let client: TenantClient
let planId: string
let bucketId: string

const assignment = { '@odata.type': '#microsoft.graph.plannerAssignment', orderHint: ' !' }

beforeAll(async () => {
  client = await startClient({ grantedRoles: ['Tasks.ReadWrite.All'] })
  const container = { url: `https://graph.microsoft.com/v1.0/groups/${client.tenant.registration.pmoTeamId}` }
  planId = String((await client.graph('POST', '/planner/plans', { body: { title: 'Actions', container } })).at('id'))
  const bucket = await client.graph('POST', '/planner/buckets', { body: { name: 'À faire', planId, orderHint: ' !' } })
  bucketId = String(bucket.at('id'))
})
afterEach(() => client.tenant.faults.clear())
afterAll(() => client.close())

const create = (more: object = {}) =>
  client.graph('POST', '/planner/tasks', { body: { planId, bucketId, title: 'Relire la note', ...more } })
const patch = (path: string, body: object, etag?: unknown, headers: Record<string, string> = {}) =>
  client.graph('PATCH', path, {
    body,
    headers: { ...headers, ...(etag === undefined ? {} : { 'If-Match': String(etag) }) },
  })
const etagAt = async (path: string) => (await client.graph('GET', path)).at('@odata.etag')

describe('tasks', () => {
  test('are made with assignments and found in their plan and bucket', async () => {
    const made = await create({ assignments: { [nora]: assignment }, dueDateTime: '2027-03-01T00:00:00Z' })
    expect([made.status, made.at('percentComplete')]).toEqual([201, 0])
    expect(String(made.at('@odata.etag'))).toMatch(/^W\/"JzEtVGFzay/)
    expect(made.at('assignments', nora, 'orderHint')).not.toBe(' !')
    for (const path of [`/planner/plans/${planId}/tasks`, `/planner/buckets/${bucketId}/tasks`]) {
      expect((await client.graph('GET', path)).text).toContain(String(made.at('id')))
    }
  })

  test.each([
    ['without @odata.type on an assignment', { assignments: { [nora]: { orderHint: ' !' } } }, 400],
    ['with a hint that came back', { assignments: { [nora]: { ...assignment, orderHint: '8585900000000P~' } } }, 400],
    ['assigned outside the group', { assignments: { [philippe]: assignment } }, 403],
    [
      'that start after they are due',
      { startDateTime: '2027-03-02T00:00:00Z', dueDateTime: '2027-03-01T00:00:00Z' },
      400,
    ],
    ['without a title', { title: '' }, 400],
    ['in a plan nobody knows', { planId: 'none' }, 404],
  ])('%s are refused', async (_what, more, status) => {
    expect((await create(more)).status).toBe(status)
  })

  test('204 by default, the task for return=representation; an assignee leaves with null', async () => {
    const made = await create({ assignments: { [nora]: assignment } })
    const path = `/planner/tasks/${String(made.at('id'))}`
    expect((await patch(path, { percentComplete: 100 }, made.at('@odata.etag'))).status).toBe(204)
    const shown = await patch(path, { assignments: { [nora]: null } }, await etagAt(path), {
      Prefer: 'return=representation',
    })
    expect([shown.status, shown.at('assignments')]).toEqual([200, {}])
    expect(shown.at('completedDateTime')).toEqual(expect.any(String))
  })
})

describe('If-Match', () => {
  const changes: readonly [string, (task: string) => string, object][] = [
    ['task', (task) => `/planner/tasks/${task}`, { title: 'B' }],
    ['details', (task) => `/planner/tasks/${task}/details`, { description: 'B' }],
    ['bucket', () => `/planner/buckets/${bucketId}`, { name: 'B' }],
    ['plan', () => `/planner/plans/${planId}`, { title: 'B' }],
  ]

  test.each(changes)('a %s is changed with its own present etag alone', async (_what, pathOf, body) => {
    const task = String((await create()).at('id'))
    const path = pathOf(task)
    const etag = await etagAt(path)
    const other = await etagAt(path.endsWith('/details') ? `/planner/tasks/${task}` : `/planner/tasks/${task}/details`)
    expect((await patch(path, body)).status).toBe(400)
    const foreign = await patch(path, body, other)
    expect([foreign.status, foreign.at('error', 'code')]).toEqual([400, ''])
    expect(foreign.at('error', 'message')).toBe('The If-Match header contains an invalid value.')
    expect((await patch(path, body, String(etag).replaceAll('"', ''))).status).toBe(400)
    expect((await patch(path, body, etag)).status).toBe(204)
    expect((await patch(path, body, etag)).status).toBe(412)
  })

  test('deleting needs it too', async () => {
    const made = await create()
    const path = `/planner/tasks/${String(made.at('id'))}`
    expect((await client.graph('DELETE', path)).status).toBe(400)
    const headers = { 'If-Match': String(made.at('@odata.etag')) }
    expect((await client.graph('DELETE', path, { headers })).status).toBe(204)
    expect((await client.graph('GET', `${path}/details`)).status).toBe(404)
  })
})

describe('details', () => {
  const item = (title: string) => ({ '@odata.type': '#microsoft.graph.plannerChecklistItem', title, isChecked: false })
  const reference = { '@odata.type': '#microsoft.graph.plannerExternalReference', alias: 'Note' }
  const items = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [crypto.randomUUID(), item(String(index))]))

  test('description and checklist change the counts of the task', async () => {
    const path = `/planner/tasks/${String((await create()).at('id'))}`
    const body = { description: 'Texte', checklist: items(2), references: { 'https%3A//opnum%2Eexample/': reference } }
    expect((await patch(`${path}/details`, body, await etagAt(`${path}/details`))).status).toBe(204)
    const task = await client.graph('GET', path)
    expect([task.at('hasDescription'), task.at('checklistItemCount'), task.at('referenceCount')]).toEqual([true, 2, 1])
  })

  test.each([
    ['21 checklist items', { checklist: items(21) }, 403, 'MaximumChecklistItemsOnTask'],
    [
      '11 references',
      { references: Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`https%3A//x/${index}`, reference])) },
      403,
      'MaximumReferencesOnTask',
    ],
    ['an address that is not encoded', { references: { 'https://opnum.example': reference } }, 400, ''],
  ])('%s are refused', async (_what, body, status, code) => {
    const path = `/planner/tasks/${String((await create()).at('id'))}/details`
    const refused = await patch(path, body, await etagAt(path))
    expect([refused.status, refused.at('error', 'code')]).toEqual([status, code])
  })
})

test('limits of a plan are 403 with their own code', async () => {
  client.tenant.faults.set({ planTasks: 1 })
  await create()
  const refused = await create()
  expect([refused.status, refused.at('error', 'code')]).toEqual([403, 'MaximumTasksInProject'])
})

test('what is new may not be there yet', async () => {
  const made = await create()
  client.tenant.faults.set({ visibilityDelayMs: 3_600_000 })
  const path = `/planner/tasks/${String(made.at('id'))}`
  expect((await client.graph('GET', path)).status).toBe(404)
  client.tenant.faults.clear()
  expect((await client.graph('GET', path)).status).toBe(200)
})

test.each([
  ['reading', ['Sites.Read.All'], 'GET'],
  ['writing with Tasks.Read.All', ['Tasks.Read.All'], 'PATCH'],
])('403: %s', async (_what, grantedRoles, method) => {
  const poor = await startClient({ grantedRoles })
  const refused = await poor.graph(method, '/planner/plans/x', method === 'PATCH' ? { body: {} } : {})
  await poor.close()
  expect(refused.status).toBe(403)
})

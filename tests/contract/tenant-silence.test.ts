import { readFileSync } from 'node:fs'
import { type EntityType, properties } from '../../src/local-tenant/graph/properties'
import { type Answer, ines, makeList, nora, startClient, type TenantClient } from './tenant-client'

/** What a client got wrong is refused, never passed over: a name that Graph does not know would look like one that works. */
let client: TenantClient
let list: string
let plan: { planId: string; bucketId: string }

beforeAll(async () => {
  client = await startClient()
  list = await makeList(client, 'Silence', [{ name: 'Code', text: {}, indexed: true }])
  for (const Code of ['a', 'b', 'c']) await client.graph('POST', `${list}/items`, { body: { fields: { Code } } })
  const container = { url: `https://graph.microsoft.com/v1.0/groups/${client.tenant.registration.pmoTeamId}` }
  const planId = String((await client.graph('POST', '/planner/plans', { body: { title: 'P', container } })).at('id'))
  const bucket = await client.graph('POST', '/planner/buckets', { body: { name: 'B', planId } })
  plan = { planId, bucketId: String(bucket.at('id')) }
})
afterAll(() => client.close())

/** Names that Microsoft's own types declare, with those they inherit. */
const declared = (type: string, source: string): readonly string[] => {
  const [, base, body = ''] =
    new RegExp(`export interface ${type}(?: extends (\\w+))? \\{([\\s\\S]*?)\\n\\}`).exec(source) ?? []
  const own = [...body.replaceAll(/\/\*\*[\s\S]*?\*\//g, '').matchAll(/^\s+"?(\w+)"?\?:/gm)]
  return [...(base ? declared(base, source) : []), ...own.map(([, name = '']) => name)]
}

test('the properties that are known are those of Microsoft’s own types', () => {
  const source = readFileSync(require.resolve('@microsoft/microsoft-graph-types/microsoft-graph.d.ts'), 'utf8')
  for (const [type, names] of Object.entries(properties)) {
    const theirs = declared(type.charAt(0).toUpperCase() + type.slice(1), source)
    expect([type, [...names].toSorted()]).toEqual([type, [...new Set(theirs)].toSorted()])
    expect(theirs.length).toBeGreaterThan(3)
  }
})

const moment = (hour: number): object => ({ dateTime: `2026-12-03T${hour}:00:00`, timeZone: 'UTC' })
const event = { subject: 'S', start: moment(10), end: moment(11) }
const page = { '@odata.type': '#microsoft.graph.sitePage', name: 'silence.aspx', title: 'S' }

/** A write of each type, sound but for what is added. */
const writes: Readonly<
  Record<Exclude<EntityType, 'attendee' | 'message' | 'plannerTaskDetails' | 'user'>, () => [string, object]>
> = {
  event: () => [`/users/${ines}/events`, event],
  subscription: () => ['/subscriptions', { resource: list.slice(1), changeType: 'updated' }],
  plannerPlan: () => ['/planner/plans', { title: 'Q' }],
  plannerBucket: () => ['/planner/buckets', { name: 'B', planId: plan.planId }],
  plannerTask: () => ['/planner/tasks', { ...plan, title: 'T' }],
  sitePage: () => [`/sites/${client.tenant.registration.siteId}/pages`, page],
  list: () => [`/sites/${client.tenant.registration.siteId}/lists`, { displayName: 'L' }],
}

const refusedFor = (answer: Answer, word: string): void => {
  expect([answer.status, answer.at('error', 'message')]).toEqual([400, expect.stringContaining(word)])
}

test.each(Object.entries(writes))('a property that a %s does not have refuses it', async (type, write) => {
  const [path, body] = write()
  const message = `The property 'titel' does not exist on type 'microsoft.graph.${type}'`
  refusedFor(await client.graph('POST', path, { body: { ...body, titel: 'x' } }), message)
  const annotated = await client.graph('POST', path, { body: { ...body, 'note@odata.type': 'String' } })
  expect(annotated.text).not.toContain('does not exist on type')
})

test('the same in what is inside, and in a change', async () => {
  const to = [{ emailAddress: { address: 'x@opnum.example' } }]
  const mail = (more: object) =>
    client.graph('POST', `/users/${ines}/sendMail`, { body: { message: { subject: 's', toRecipients: to, ...more } } })
  refusedFor(await mail({ recipients: [] }), "'recipients'")
  refusedFor(await mail({ body: { contentType: 'RTF', content: 'x' } }), 'bodyType')
  expect((await mail({ body: { contentType: 'HTML', content: 'x' } })).status).toBe(202)
  const invite = (attendee: object) =>
    client.graph('POST', `/users/${ines}/events`, { body: { ...event, attendees: [attendee] } })
  const emailAddress = { address: 'nora.pirard@opnum.example' }
  refusedFor(await invite({ emailAddress, role: 'required' }), "'role'")
  refusedFor(await invite({ emailAddress, type: 'mandatory' }), 'attendeeType')
  const made = await invite({ emailAddress })
  expect([made.status, made.at('attendees', 0, 'type')]).toEqual([201, 'required'])
  const path = `/users/${ines}/events/${String(made.at('id'))}`
  refusedFor(await client.graph('PATCH', path, { body: { titel: 'x' } }), "'titel'")
  refusedFor(await client.graph('GET', `${path}?$select=id,titel`), "'titel'")
  expect((await client.graph('GET', `${path}?$select=id,subject`)).status).toBe(200)
})

test.each([
  ['of no day', { type: 'weekly', interval: 1 }],
  ['of a day that is none', { type: 'weekly', interval: 1, daysOfWeek: ['jeudi'] }],
  ['of no day of a week of the month', { type: 'relativeMonthly', interval: 1, index: 'first' }],
])('a series %s is refused', async (_, pattern) => {
  const range = { type: 'numbered', startDate: '2026-12-03', numberOfOccurrences: 2 }
  const body = { ...event, recurrence: { pattern, range } }
  refusedFor(await client.graph('POST', `/users/${ines}/events`, { body }), 'day of the week')
})

test('an interval of free and busy times is whole minutes', async () => {
  const body = { schedules: ['ines.vandamme@opnum.example'], startTime: moment(10), endTime: moment(12) }
  const asked = (availabilityViewInterval: unknown) =>
    client.graph('POST', `/users/${ines}/calendar/getSchedule`, { body: { ...body, availabilityViewInterval } })
  expect((await asked(7.5)).at('error', 'code')).toBe('ErrorInvalidMergedFreeBusyInterval')
  expect((await asked(15)).status).toBe(200)
})

test.each([
  ['fields($select=Code', 400],
  ['fields($expand=x)', 400],
  ['fields(Code)', 400],
  ['fields,titel', 400],
  ['fields,driveItem', 501],
  ['versions($select=id)', 501],
  [' fields ( $select=Code,Title ) ', 200],
  ['fields', 200],
])('$expand=%s of items: %i', async ($expand, status) => {
  for (const path of [`${list}/items`, `${list}/items/1`, `${list}/items/delta`])
    expect([path, (await client.graph('GET', `${path}?${new URLSearchParams({ $expand })}`)).status]).toEqual([
      path,
      status,
    ])
})

test.each([
  ['columns', 200],
  ['columns($select=name)', 200],
  ['columns,drive', 501],
  ['titel', 400],
  ['columns,titel($select=a)', 400],
])('$expand=%s of lists: %i', async ($expand, status) => {
  const lists = `/sites/${client.tenant.registration.siteId}/lists`
  for (const path of [lists, list])
    expect([path, (await client.graph('GET', `${path}?${new URLSearchParams({ $expand })}`)).status]).toEqual([
      path,
      status,
    ])
})

test('items come with one list, a page of them, and with no collection of lists', async () => {
  const asked = async ($expand: string, path = list) =>
    client.graph('GET', `${path}?${new URLSearchParams({ $expand })}`)
  const together = await asked('columns,items($expand=fields($select=Code,Title))')
  const alone = await client.graph('GET', `${list}/items?$expand=fields($select=Code,Title)`)
  expect([together.at('items'), Array.isArray(together.at('columns'))]).toEqual([alone.at('value'), true])
  expect(Object(together.at('items', 0)).fields).toMatchObject({ Code: expect.any(String) })
  expect(Object((await asked('items')).at('items', 0)).fields).toBeUndefined()
  expect((await asked('items($select=id)')).status).toBe(501)
  expect((await asked('items($expand=titel)')).status).toBe(400)
  expect((await asked('items', `/sites/${client.tenant.registration.siteId}/lists`)).status).toBe(501)
})

test('what Graph knows of people is blank where nobody has filled it in, and what it does not know is refused', async () => {
  const asked = (select: string) => client.graph('GET', `/users/${ines}?$select=${select}`)
  const answer = await asked('displayName,companyName')
  expect([answer.status, answer.at('displayName'), answer.at('companyName')]).toEqual([200, 'Inès Vandamme', null])
  refusedFor(await asked('displayName,company'), 'company')
})

test('an advanced query of the directory is no plain one', async () => {
  const asked = async (filter: string, headers: Record<string, string> = {}): Promise<number> =>
    (await client.graph('GET', `/users?${new URLSearchParams({ $count: 'true', $filter: filter })}`, { headers }))
      .status
  for (const filter of ["endswith(mail,'.example')", "displayName ne 'x'", "not(displayName eq 'x')"])
    expect([await asked(filter), await asked(filter, { ConsistencyLevel: 'eventual' })]).toEqual([400, 501])
  expect(await asked("startswith(displayName,'Nora')")).toBe(200)
})

test('a page that is asked for by a token of one’s own making is no first page', async () => {
  const first = await client.graph('GET', `${list}/items?$top=1`)
  const next = new URL(String(first.at('@odata.nextLink')))
  expect((await client.graph('GET', next.href)).at('value', 0, 'id')).toBe('2')
  for (const token of ['zzz', `A${next.searchParams.get('$skiptoken')}`]) {
    next.searchParams.set('$skiptoken', token)
    refusedFor(await client.graph('GET', next.href), 'skiptoken')
  }
})

test('rows are sorted up or down, and in no other direction', async () => {
  const codes = async (direction: string): Promise<unknown> => {
    const answer = await client.graph('GET', `${list}/items?$orderby=fields/Code ${direction}&$expand=fields`)
    return answer.status === 200 ? answer.at('value', 0, 'fields', 'Code') : answer.status
  }
  expect([await codes('asc'), await codes('desc'), await codes('DESC')]).toEqual(['a', 'c', 'c'])
  expect([await codes('sideways'), await codes('desc desc')]).toEqual([400, 400])
})

test('no subscription to less than a list, and none with what changed', async () => {
  const subscribe = (more: object) =>
    client.graph('POST', '/subscriptions', {
      body: {
        changeType: 'updated',
        notificationUrl: 'http://127.0.0.1:9/',
        resource: list.slice(1),
        expirationDateTime: new Date(Date.now() + 3_600_000).toISOString(),
        ...more,
      },
    })
  refusedFor(await subscribe({ resource: `${list.slice(1)}/items` }), 'not supported')
  refusedFor(await subscribe({ resource: `users/${ines}/events/x` }), 'not supported')
  refusedFor(await subscribe({ includeResourceData: true }), 'resource data')
  expect((await subscribe({ resource: `users/${ines}/events`, includeResourceData: true })).status).toBe(501)
})

test('a task keeps its plan, and a title of a length that Planner takes', async () => {
  const made = await client.graph('POST', '/planner/tasks', { body: { ...plan, title: 'T' } })
  const change = (body: object) =>
    client.graph('PATCH', `/planner/tasks/${String(made.at('id'))}`, {
      body,
      headers: { 'If-Match': String(made.at('@odata.etag')) },
    })
  refusedFor(await change({ planId: 'another' }), 'planId')
  for (const title of ['', ' ', 'x'.repeat(256)]) {
    refusedFor(await change({ title }), 'title')
    refusedFor(await client.graph('POST', '/planner/tasks', { body: { ...plan, title } }), 'title')
  }
  expect((await change({ title: 'x'.repeat(255), planId: plan.planId })).status).toBe(204)
})

test('a section has the columns of its layout, and its HTML no handler', async () => {
  const pages = `/sites/${client.tenant.registration.siteId}/pages`
  const write = (name: string, layout: string, columns: readonly object[]) =>
    client.graph('POST', pages, {
      body: { ...page, name, canvasLayout: { horizontalSections: [{ layout, columns }] } },
    })
  refusedFor(await write('a.aspx', 'oneColumn', [{ width: 6 }, { width: 6 }]), 'has 1 columns')
  const innerHtml = '<p class=a onclick=b>h</p><img src="x"onerror=alert(1)><img/onerror=c>'
  const made = await write('b.aspx', 'oneColumn', [{ width: 12, webparts: [{ innerHtml }] }])
  expect(made.text).toContain('>h</p>')
  expect(made.text).not.toMatch(/onclick|onerror|class=/)
})

test('a batch says in a list what a row waits for', async () => {
  const requests = [
    { id: '1', method: 'GET', url: list },
    { id: '2', method: 'GET', url: list, dependsOn: '1' },
  ]
  refusedFor(await client.graph('POST', '/$batch', { body: { requests } }), 'dependsOn')
})

test('an application has no /me, whatever comes behind it, and no workbook by path either', async () => {
  for (const path of ['/me', '/me/messages', '/me/todo/lists', '/ME/drive'])
    expect([path, (await client.graph('GET', path)).status]).toEqual([path, 400])
  expect((await client.graph('GET', '/meetings')).status).toBe(501)
  const { driveId } = client.tenant.registration
  const session = await client.graph('POST', `/drives/${driveId}/root:/a/b.xlsx:/workbook/createSession`, { body: {} })
  expect(session.status).toBe(403)
  expect((await client.graph('POST', '/me/sendMail', { body: {}, token: await client.personToken(nora) })).status).toBe(
    501,
  )
})

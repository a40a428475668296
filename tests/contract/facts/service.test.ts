import { setTimeout as delay } from 'node:timers/promises'
import { decodeJwt, type JWTPayload, SignJWT } from 'jose'
import { signingKeys } from '../../../src/local-tenant/entra/keys'
import { type Answer, nora } from '../tenant-client'
import { factsOn } from './fact'
import type { UnderTest } from './under-test'

const everything = [
  'Sites.ReadWrite.All',
  'Sites.Manage.All',
  'Calendars.ReadWrite',
  'Tasks.ReadWrite.All',
  'User.Read.All',
]
const fact = factsOn({
  grantedRoles: [...everything, 'Files.ReadWrite.All', 'TeamsAppInstallation.ReadWriteSelfForUser.All'],
  seed: { installs: 'none' },
})
const json = { 'Content-Type': 'application/json' }
const create = ({ graph }: UnderTest, list: string, Title: string) =>
  graph('POST', `${list}/items`, { body: { fields: { Title } } })
const row = (list: string, id: string, more: object = {}) => ({
  id,
  method: 'POST',
  url: `${list}/items`,
  headers: json,
  body: { fields: { Title: id } },
  ...more,
})
const batch = ({ graph }: UnderTest, requests: readonly object[]) => graph('POST', '/$batch', { body: { requests } })
const rowsOf = (answer: Answer): { id: string; status: number; headers?: Record<string, string> }[] =>
  JSON.parse(answer.text).responses

fact(10, 'changes and deletions', [], async (on) => {
  const list = await on.makeList()
  await create(on, list, 'a')
  await create(on, list, 'b')
  const full = await on.graph('GET', `${list}/items/delta?$expand=fields`)
  expect(full.at('value', 'length')).toBe(2)
  await on.graph('DELETE', `${list}/items/1`)
  const since = await on.graph('GET', String(full.at('@odata.deltaLink')))
  expect([since.at('value', 0, 'id'), since.at('value', 0, 'deleted')]).toEqual(['1', { state: 'deleted' }])
})

fact(10, 'repeated rows, and a dead token', ['switches'], async (on) => {
  const list = await on.makeList()
  await create(on, list, 'a')
  on.local.tenant.faults.set({ repeatDeltaRows: true })
  const full = await on.graph('GET', `${list}/items/delta`)
  expect([full.at('value', 0, 'id'), full.at('value', 1, 'id')]).toEqual(['1', '1'])
  on.local.tenant.faults.set({ repeatDeltaRows: false, deltaGone: 1 })
  const gone = await on.graph('GET', String(full.at('@odata.deltaLink')))
  expect([gone.status, gone.at('error', 'code')]).toEqual([410, 'resyncChangesApplyDifferences'])
  expect((await on.graph('GET', String(gone.headers.get('location')))).at('value', 'length')).toBe(1)
})

fact(10, 'a token that is too old', ['switches'], async (on) => {
  const list = await on.makeList()
  await create(on, list, 'a')
  const link = String((await on.graph('GET', `${list}/items/delta`)).at('@odata.deltaLink'))
  on.local.tenant.faults.set({ deltaTokenDays: 1 / 86_400_000 })
  await delay(20)
  const gone = await on.graph('GET', link)
  expect([gone.status, gone.headers.has('location')]).toEqual([410, true])
  on.local.tenant.faults.set({ deltaTokenDays: 1 })
  expect((await on.graph('GET', link)).status).toBe(200)
})

fact(11, 'size, failures and what depends on them', [], async (on) => {
  const list = await on.makeList()
  const many = Array.from({ length: 21 }, (_, at) => row(list, String(at)))
  expect((await batch(on, many)).status).toBe(400)
  const mixed = await batch(on, [
    row(list, '1', { url: `${list}/nothing` }),
    row(list, '2', { dependsOn: ['1'] }),
    row(list, '3'),
  ])
  expect(mixed.status).toBe(200)
  const statuses = new Map(rowsOf(mixed).map(({ id, status }) => [id, status]))
  expect([statuses.get('2'), statuses.get('3')]).toEqual([424, 201])
  expect(statuses.get('1')).toBeGreaterThanOrEqual(400)
})

fact(11, 'order and throttled rows', ['switches'], async (on) => {
  const list = await on.makeList()
  const requests = Array.from({ length: 20 }, (_, at) => row(list, String(at)))
  const ids = rowsOf(await batch(on, requests)).map(({ id }) => Number(id))
  expect(ids).not.toEqual([...ids].sort((a, b) => a - b))
  for (const throttleRetryAfter of [7, null]) {
    on.local.tenant.faults.set({ throttle: 0.5, throttleRetryAfter, seed: 42 })
    const answer = await batch(on, requests)
    const throttled = rowsOf(answer).filter(({ status }) => status === 429)
    expect([answer.status, throttled.length > 0]).toEqual([200, true])
    const expected = throttleRetryAfter === null ? undefined : String(throttleRetryAfter)
    expect(throttled.map(({ headers }) => headers?.['Retry-After'])).toEqual(throttled.map(() => expected))
  }
})

fact(12, 'a small quota', ['switches'], async (on) => {
  const list = await on.makeList()
  await create(on, list, 'a')
  on.local.tenant.faults.set({ quotas: true, unitsPerMinute: 10 })
  const read = () => on.graph('GET', `${list}/items/1`)
  const answers: Answer[] = []
  for (let call = 0; call < 12; call += 1) answers.push(await read())
  const remaining = answers.map(({ headers }) => headers.get('ratelimit-remaining'))
  expect([remaining[6], remaining[7], answers[7]?.headers.get('ratelimit-limit')]).toEqual([null, '2', '10'])
  const waits = answers.slice(10).map(({ status, headers }) => [status, headers.get('retry-after')])
  expect(waits).toEqual([
    [429, '5'],
    [429, '10'],
  ])
})

fact(14, 'through Graph', [], async ({ graph, siteId, driveId }) => {
  expect(siteId).not.toBe('')
  const calls: readonly (readonly [string, string])[] = [
    ['POST', `/users/${nora}/findMeetingTimes`],
    ['POST', '/teams/x/channels/y/messages'],
    ['POST', '/chats/x/messages'],
    ['POST', '/appCatalogs/teamsApps'],
    ['POST', `/drives/${driveId}/items/x/workbook/createSession`],
    ['POST', `/drives/${driveId}/items/x/workbook/tables/z/rows`],
    ['PATCH', `/drives/${driveId}/items/x/workbook/worksheets/z/range(address='A1')`],
  ]
  for (const [method, path] of calls) {
    expect([path, (await graph(method, path, { body: {} })).status]).toEqual([path, 403])
  }
})

fact(20, 'claims', ['identities'], async ({ local }) => {
  const { entra } = await signingKeys()
  const seconds = (from: number): number => Math.floor(Date.now() / 1_000) + from
  const signed = async (token: string, change: Partial<JWTPayload>): Promise<string> => {
    const claims: JWTPayload = { ...decodeJwt(token), jti: crypto.randomUUID(), ...change }
    return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: entra.kid }).sign(entra.privateKey)
  }
  const other = '11111111-2222-4333-8444-555555555555'
  const wrong: readonly Partial<JWTPayload>[] = [
    { exp: seconds(-3_600) },
    { nbf: seconds(3_600) },
    { exp: undefined },
    { tid: other },
    { iss: `https://sts.windows.net/${other}/` },
    { aud: other },
  ]
  const [graph, connector] = [await local.appToken(), await local.appToken('https://api.botframework.com/.default')]
  for (const change of wrong) {
    const refused = await local.graph('GET', '/users', { token: await signed(graph, change) })
    expect([change, refused.status, refused.at('error', 'code')]).toEqual([change, 401, 'InvalidAuthenticationToken'])
    const token = await signed(connector, change)
    const atBot = await local.http('POST', '/connector/v3/conversations', { body: {}, token })
    expect([change, atBot.status]).toEqual([change, 401])
  }
})

fact(20, 'scopes', ['identities'], async ({ local }) => {
  const { entra } = await signingKeys()
  const claims = decodeJwt(await local.personToken(nora))
  const read = async (scp: string | undefined): Promise<number> => {
    const signing = new SignJWT({ ...claims, scp, jti: crypto.randomUUID() })
    const token = await signing.setProtectedHeader({ alg: 'RS256', kid: entra.kid }).sign(entra.privateKey)
    return (await local.graph('GET', '/users', { token })).status
  }
  const statuses = [await read('User.ReadBasic.All'), await read('Notes.Read'), await read(''), await read(undefined)]
  expect(statuses).toEqual([200, 403, 403, 401])
})

fact(20, 'an application on a person’s route', [], async ({ graph }) => {
  for (const path of ['/me', '/me/events']) {
    const { status } = await graph('GET', path)
    expect([path, [400, 403].includes(status)]).toEqual([path, true])
  }
})

fact(23, 'Planner, installations and consent', ['switches', 'identities'], async ({ local, graph, plan }) => {
  const { faults } = local.tenant
  const task = await graph('POST', '/planner/tasks', { body: { planId: plan, title: 'New' } })
  const app = 'https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/b1c5353a-7aca-41b3-830f-27d5218fe0e5'
  const installs = `/users/${nora}/teamwork/installedApps`
  expect((await graph('POST', installs, { body: { 'teamsApp@odata.bind': app } })).status).toBe(201)
  local.tenant.consent({ roles: ['Sites.Read.All'] })
  const seen = async () => [
    (await graph('GET', `/planner/tasks/${String(task.at('id'))}`)).status,
    (await graph('GET', installs)).at('value', 'length'),
    decodeJwt(await local.appToken()).roles,
  ]
  faults.set({ visibilityDelayMs: 3_600_000 })
  expect(await seen()).toEqual([404, 0, expect.arrayContaining(everything)])
  faults.clear()
  expect(await seen()).toEqual([200, 1, ['Sites.Read.All']])
})

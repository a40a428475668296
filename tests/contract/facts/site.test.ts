import { philippe } from '../tenant-client'
import { factsOn } from './fact'
import type { UnderTest } from './under-test'

const fact = factsOn({ grantedRoles: ['Sites.ReadWrite.All', 'Sites.Manage.All', 'Tasks.ReadWrite.All'] })
const STEP = 327_680

const taskIn = ({ graph, plan }: UnderTest) => graph('POST', '/planner/tasks', { body: { planId: plan, title: 'x' } })
const patch = ({ graph }: UnderTest, path: string, body: object, etag?: unknown) =>
  graph('PATCH', path, { body, ...(etag === undefined ? {} : { headers: { 'If-Match': String(etag) } }) })

fact(17, 'If-Match', ['planner'], async (on) => {
  const made = await taskIn(on)
  const path = `/planner/tasks/${String(made.at('id'))}`
  const etag = made.at('@odata.etag')
  expect([400, 412]).toContain((await patch(on, path, { title: 'B' })).status)
  expect([400, 412]).toContain((await on.graph('DELETE', path)).status)
  const details = await on.graph('GET', `${path}/details`)
  expect(details.at('@odata.etag')).not.toBe(etag)
  expect([400, 412]).toContain((await patch(on, `${path}/details`, { description: 'B' }, etag)).status)
  expect([200, 204]).toContain((await patch(on, path, { title: 'B' }, etag)).status)
  const { headers } = { headers: { 'If-Match': String((await on.graph('GET', path)).at('@odata.etag')) } }
  expect((await on.graph('DELETE', path, { headers })).status).toBe(204)
})

fact(17, 'stale etags and limits', ['switches', 'planner'], async (on) => {
  const made = await taskIn(on)
  const path = `/planner/tasks/${String(made.at('id'))}`
  await patch(on, path, { title: 'B' }, made.at('@odata.etag'))
  expect((await patch(on, path, { title: 'C' }, made.at('@odata.etag'))).status).toBe(412)
  on.local.tenant.faults.set({ planTasks: 1 })
  const refused = await taskIn(on)
  expect([refused.status, refused.at('error', 'code')]).toEqual([403, 'MaximumTasksInProject'])
})

const page = (more: object = {}) => ({
  '@odata.type': '#microsoft.graph.sitePage',
  name: `contract-${crypto.randomUUID()}.aspx`,
  title: 'Contract',
  pageLayout: 'article',
  ...more,
})

fact(21, 'making and publishing', [], async ({ graph, siteId }) => {
  const pages = `/sites/${siteId}/pages`
  expect((await graph('POST', pages, { body: page({ '@odata.type': undefined }) })).status).toBe(400)
  // The list web part is not among those that Graph writes.
  const webparts = [
    { '@odata.type': '#microsoft.graph.standardWebPart', webPartType: 'f92bf067-bc19-489e-a556-7fe95f508720' },
  ]
  const canvasLayout = { horizontalSections: [{ layout: 'oneColumn', columns: [{ width: 12, webparts }] }] }
  expect((await graph('POST', pages, { body: page({ canvasLayout }) })).status).toBe(400)
  const made = await graph('POST', pages, { body: page({ promotionKind: 'newsPost' }) })
  expect([made.status, made.at('publishingState', 'level')]).toEqual([201, 'checkout'])
  const cast = `${pages}/${String(made.at('id'))}/microsoft.graph.sitePage`
  expect((await graph('POST', `${cast}/publish`)).status).toBe(204)
  expect((await graph('GET', cast)).at('publishingState', 'level')).toBe('published')
  await graph('DELETE', `${pages}/${String(made.at('id'))}`)
})

fact(21, 'readers', ['identities'], async ({ local, graph, siteId }) => {
  const made = await graph('POST', `/sites/${siteId}/pages`, { body: page() })
  const cast = `/sites/${siteId}/pages/${String(made.at('id'))}/microsoft.graph.sitePage`
  const token = await local.personToken(philippe)
  expect((await graph('GET', cast, { token })).status).toBe(404)
  await graph('POST', `${cast}/publish`)
  expect((await graph('GET', cast, { token })).status).toBe(200)
})

fact(22, 'ranges', [], async ({ graph, http, driveId }) => {
  const open = async (): Promise<string> => {
    const path = `/drives/${driveId}/root:/contract/${crypto.randomUUID()}.bin:/createUploadSession`
    return String((await graph('POST', path, { body: { item: {} } })).at('uploadUrl'))
  }
  const range = (url: string, start: number, length: number, total: number, headers: Record<string, string> = {}) =>
    http('PUT', url, {
      body: new Uint8Array(length),
      headers: { 'Content-Range': `bytes ${start}-${start + length - 1}/${total}`, ...headers },
    })
  expect((await range(await open(), 0, 10, 10, { Authorization: 'Bearer x' })).status).toBe(401)
  expect((await range(await open(), STEP, 10, STEP + 10)).status).toBe(416)
  const odd = await open()
  expect((await range(odd, 0, 1_000, 2_000)).status).toBe(202)
  expect((await range(odd, 1_000, 1_000, 2_000)).status).toBe(400)
  const even = await open()
  expect((await range(even, 0, STEP, STEP + 10)).status).toBe(202)
  const last = await range(even, STEP, 10, STEP + 10)
  expect([last.status, last.at('size')]).toEqual([201, STEP + 10])
  await graph('DELETE', `/drives/${driveId}/items/${String(last.at('id'))}`)
})

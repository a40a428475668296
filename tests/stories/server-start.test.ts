import { Projects } from '../../src/lists/projects'
import { type Stack, startStack } from '../kit/stack'

let stack: Stack

beforeAll(async () => {
  stack = await startStack({ seed: true })
})
afterAll(() => stack.close())

test('the demo organisation is in SharePoint, and a project manager is known by name', async () => {
  expect(stack.ctx.lists.all(Projects)).toHaveLength(50)
  expect(stack.outbox.pending()).toBe(0)
  const me = await stack.as('Nora Pirard').get('/api/me')
  expect(me.body).toMatchObject({ name: 'Nora Pirard', locale: 'fr', roles: [] })
})

test('a large answer travels compressed, a small one as it is', async () => {
  const officer = stack.as('Inès Vandamme')
  const large = await officer.get<{ rows: readonly unknown[] }>('/api/portfolio')
  expect(large.headers.get('Content-Encoding')).toBe('gzip')
  expect(large.body.rows).toHaveLength(50)
  expect((await officer.get('/api/me')).headers.get('Content-Encoding')).toBeNull()
})

test('a database that takes a question and gives no answer makes the copy unfit, soon enough for a balancer', async () => {
  const ready = async () => {
    const answer = await fetch(`${stack.origin}/readyz`)
    return [answer.status, await answer.json()]
  }
  const holder = await stack.pool.connect()
  await holder.query('begin; lock table gouvernail.outbox in access exclusive mode')
  expect(await ready()).toEqual([503, { ready: false, warnings: ['the database does not answer'], waiting: 0 }])
  await holder.query('rollback')
  holder.release()
  expect(await ready()).toEqual([200, { ready: true, warnings: [], waiting: 0 }])
})

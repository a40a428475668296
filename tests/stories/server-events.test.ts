import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import express from 'express'
import { Programmes } from '../../src/lists/programmes'
import { authenticated } from '../../src/server/http/api'
import { eventStreams } from '../../src/server/http/events'
import { readEvents } from '../kit/event-reader'
import { eventually } from '../kit/eventually'
import { type Stack, startStack } from '../kit/stack'

let stack: Stack

beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack.close())

test('an open tab learns which list changed, not which rows', async () => {
  const events = await readEvents(stack.origin, await stack.as('Nora Pirard').token())
  await stack.ctx.outbox.put([{ list: Programmes, key: 'SECRET', values: { code: 'SECRET', title: 'Confidentiel' } }])
  expect(await events.next((event) => 'list' in event)).toEqual({ list: 'Programmes' })
  events.close()
  await stack.outbox.drained()
})

test('an open tab is told when SharePoint is out of reach, and when it is back', async () => {
  const events = await readEvents(stack.origin, await stack.as('Nora Pirard').token())
  expect(await events.next(() => true)).toEqual({ stale: false })
  stack.tenant.faults.set({ graphDown: true })
  await expect(stack.door.lists.syncNow()).rejects.toThrow()
  expect(await events.next((event) => 'stale' in event)).toEqual({ stale: true })
  stack.tenant.faults.clear()
  await stack.door.lists.syncNow()
  expect(await events.next((event) => 'stale' in event)).toEqual({ stale: false })
  events.close()
})

test('a person holds twenty streams open at once and no more; whoever closes one may open another, and others are not held up', async () => {
  const token = await stack.as('Karim Verhelst').token()
  const open = await Promise.all(Array.from({ length: 20 }, () => readEvents(stack.origin, token)))
  const refused = await stack.as('Karim Verhelst').get('/api/events')
  expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '30'])
  expect(refused.body).toMatchObject({ error: { code: 'too-many' } })
  const other = await readEvents(stack.origin, await stack.as('Nora Pirard').token())
  other.close()
  open[0]?.close()
  const again = async (): Promise<string> => {
    const events = await readEvents(stack.origin, token).catch(() => undefined)
    if (events) open.push(events)
    return events ? 'open' : 'refused'
  }
  expect(await eventually(again, 'open')).toBe('open')
  for (const events of open) events.close()
})

test('a page that has read before its stream is open is told what changed meanwhile, and nothing older', async () => {
  const token = await stack.as('Nora Pirard').token()
  const told = async (reading: number): Promise<object> => {
    const events = await readEvents(stack.origin, token, reading)
    setTimeout(() => stack.ctx.live.changed('Floor'), 50)
    const first = await events.next((event) => 'list' in event)
    events.close()
    return first
  }
  stack.ctx.live.changed('Votes')
  await delay(2_500)
  expect(await told(5_000)).toEqual({ list: 'Votes' })
  await delay(2_500)
  expect(await told(0)).toEqual({ list: 'Floor' })
})

test('nothing is written to a stream that has ended with its token while the network still holds what came before', async () => {
  const streams = eventStreams(stack.ctx)
  let late = 0
  const slow: express.RequestHandler = (_req, res, next) => {
    const [end, write] = [res.end.bind(res), res.write.bind(res)]
    let isOver = false
    const endLater = () => {
      isOver = true
      setTimeout(() => end(), 500)
      return res
    }
    const counted = (chunk: string) => {
      if (isOver) late += 1
      return write(chunk)
    }
    Object.assign(res, { end: endLater, write: counted })
    next()
  }
  const signedIn = { person: 'p', roles: [], assertion: '', expiresAt: new Date(Date.now() + 300) }
  const letIn = authenticated(async () => ({ ok: true, signedIn }), stack.ctx)
  const server = express().use(slow, letIn, streams.router).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const response = await fetch(`http://127.0.0.1:${Object(server.address()).port}/events`)
  await delay(350)
  stack.ctx.live.changed('Floor')
  expect(await response.text()).toBe('data: {"stale":false}\n\n')
  expect(late).toBe(0)
  streams.close()
  server.close()
})

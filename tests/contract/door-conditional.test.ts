import type { GraphDoor } from '../../src/graph/ports'
import type { Patch } from '../../src/lists/kit/list'
import { Projects } from '../../src/lists/projects'
import type { UpsertOutcome } from '../../src/ports/outbox'
import { type DoorKit, startDoor } from '../kit/door'

/**
 * Writes that say what they replace, when the row has moved since the replica last saw it: SharePoint answers 412, the row is
 * read and the write judged again by what it holds now.
 */
let kit: DoorKit
let other: GraphDoor

beforeEach(async () => {
  kit = await startDoor([Projects])
  const project = { number: 'P-1', title: 'Alpha', lifecycle: 'active', confidentiality: 'internal' } as const
  await kit.door.lists.upsertMany([
    { list: Projects, key: 'P-1', values: { ...project, phase: 'preparation', forecastEnd: '2027-01-31' } },
  ])
  other = kit.another()
  await other.lists.start()
})
afterEach(() => kit.close())

/** A change by another copy of the service, which this replica has not heard of. */
const elsewhere = async (values: Patch<typeof Projects>): Promise<void> => {
  const seen = kit.door.lists.find(Projects, 'P-1')?.$item.etag
  expect(await other.lists.upsertMany([{ list: Projects, key: 'P-1', values }])).toEqual([{ outcome: 'ok' }])
  expect(other.lists.find(Projects, 'P-1')?.$item.etag).not.toBe(seen)
  expect(kit.door.lists.find(Projects, 'P-1')?.$item.etag).toBe(seen)
}

const replaceEnd = async (values: Patch<typeof Projects>): Promise<UpsertOutcome | undefined> => {
  const write = { list: Projects, key: 'P-1', values, replaces: { forecastEnd: '2027-01-31' } }
  return (await kit.door.lists.upsertMany([write]))[0]
}

const stored = async (): Promise<readonly unknown[]> => {
  await other.lists.syncNow()
  const here = kit.door.lists.find(Projects, 'P-1')
  const there = other.lists.find(Projects, 'P-1')
  expect([here?.title, here?.phase, here?.forecastEnd]).toEqual([there?.title, there?.phase, there?.forecastEnd])
  return [there?.title, there?.phase, there?.forecastEnd]
}

test('another field was changed: both changes stand', async () => {
  await elsewhere({ title: 'Alpha bis' })
  expect(await replaceEnd({ forecastEnd: '2027-03-31' })).toEqual({ outcome: 'ok' })
  expect(await stored()).toEqual(['Alpha bis', 'preparation', '2027-03-31'])
})

test('the same field was changed: it is left, and the rest is written', async () => {
  await elsewhere({ forecastEnd: '2027-06-30' })
  const outcome = await replaceEnd({ forecastEnd: '2027-03-31', phase: 'execution' })
  expect(outcome).toEqual({ outcome: 'ok', left: ['forecastEnd'] })
  expect(await stored()).toEqual(['Alpha', 'execution', '2027-06-30'])
})

test('the same field was changed and nothing else was to be written: the row stays as it is', async () => {
  await elsewhere({ forecastEnd: '2027-06-30' })
  const version = other.lists.find(Projects, 'P-1')?.$item.etag
  expect(await replaceEnd({ forecastEnd: '2027-03-31' })).toEqual({ outcome: 'ok', left: ['forecastEnd'] })
  expect(await stored()).toEqual(['Alpha', 'preparation', '2027-06-30'])
  expect(other.lists.find(Projects, 'P-1')?.$item.etag).toBe(version)
})

test('somebody else wrote the same value: that is no conflict', async () => {
  await elsewhere({ forecastEnd: '2027-03-31' })
  expect(await replaceEnd({ forecastEnd: '2027-03-31' })).toEqual({ outcome: 'ok' })
  expect(await stored()).toEqual(['Alpha', 'preparation', '2027-03-31'])
})

test('the row is gone: the write says what a new row would lack', async () => {
  const removal = { itemId: other.lists.find(Projects, 'P-1')?.$item.itemId ?? '', etag: null }
  await other.lists.asApplication.removeMany(Projects, [removal])
  expect(await replaceEnd({ forecastEnd: '2027-03-31' })).toEqual({
    outcome: 'refused',
    reason: 'new row without title',
  })
})

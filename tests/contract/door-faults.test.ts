import { GraphFailure } from '../../src/graph/http/failure'
import { Programmes } from '../../src/lists/programmes'
import type { UpsertOutcome } from '../../src/ports/outbox'
import { type DoorKit, startDoor } from '../kit/door'
import { programme } from '../kit/rows'

let kit: DoorKit
beforeEach(async () => {
  kit = await startDoor([Programmes], { config: { patience: { application: 2_000, person: 500 } } })
})
afterEach(() => kit.close())

const codes = Array.from({ length: 30 }, (_, index) => `F-${index}`)
const writes = codes.map((code) => ({ list: Programmes, key: code, values: programme({ code }) }))

/** Repeats what must be tried again, as the outbox does; the number of tries is bounded so that a test can fail. */
const persist = async (): Promise<readonly UpsertOutcome[]> => {
  const outcomes = new Map<string, UpsertOutcome>()
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const open = writes.filter(({ key }) => (outcomes.get(key)?.outcome ?? 'retry') === 'retry')
    const answers = await kit.door.lists.upsertMany(open)
    for (const [index, { key }] of open.entries()) {
      const answer = answers[index]
      if (answer) outcomes.set(key, answer)
    }
    if (open.length === 0) break
  }
  return codes.map((code) => outcomes.get(code) ?? { outcome: 'refused', reason: 'never answered' })
}

const storedCodes = async (): Promise<readonly string[]> => {
  kit.tenant.faults.clear()
  const reader = kit.another()
  await reader.lists.start()
  expect(reader.lists.faults('Programmes')).toEqual([])
  return reader.lists.all(Programmes).map((row) => row.code)
}

describe.each([
  ['throttled rows with a wait', { throttle: 0.2, throttleRetryAfter: 0 }],
  ['throttled rows without a wait', { throttle: 0.1, throttleRetryAfter: null }],
  ['writes whose answer is lost', { timeoutAfterWrite: 0.3 }],
  ['an unavailable service', { unavailable: 0.2 }],
  ['save conflicts', { saveConflict: 0.3 }],
  ['connections that break', { reset: 0.3 }],
])('%s', (_name, faults) => {
  it('lose no upsert and double none', async () => {
    kit.tenant.faults.set({ ...faults, seed: 7 })
    expect(await persist()).toEqual(codes.map(() => ({ outcome: 'ok' })))
    expect([...(await storedCodes())].sort()).toEqual([...codes].sort())
  })
})

it('a creation whose answers are lost makes one row', async () => {
  kit.tenant.faults.set({ timeoutAfterWrite: 1 })
  const outcome = await kit.door.lists.asApplication.create(Programmes, programme({ code: 'L-1', title: 'perdu' }))
  expect(outcome).toMatchObject({ ok: true, row: { title: 'perdu' } })
  expect(await storedCodes()).toEqual(['L-1'])
})

it('an upsert of a row that another copy made becomes an update', async () => {
  const other = kit.another()
  await other.lists.start()
  await other.lists.upsertMany([{ list: Programmes, key: 'X', values: programme({ code: 'X', title: 'autre' }) }])
  const mine = [{ list: Programmes, key: 'X', values: programme({ code: 'X', title: 'mien' }) }]
  expect(await kit.door.lists.upsertMany(mine)).toEqual([{ outcome: 'ok' }])
  expect(kit.door.lists.find(Programmes, 'X')?.title).toBe('mien')
  expect(await storedCodes()).toEqual(['X'])
})

it('a change of a row that another copy has just made is not refused for what it lacks', async () => {
  const other = kit.another()
  await other.lists.start()
  await other.lists.upsertMany([{ list: Programmes, key: 'X', values: programme({ code: 'X', title: 'autre' }) }])
  expect(await kit.door.lists.upsertMany([{ list: Programmes, key: 'X', values: { rank: 3 } }])).toEqual([
    { outcome: 'ok' },
  ])
  expect(kit.door.lists.find(Programmes, 'X')).toMatchObject({ title: 'autre', rank: 3 })
})

it('an upsert of a row that was removed makes it anew, or says what it lacks', async () => {
  await kit.door.lists.upsertMany([{ list: Programmes, key: 'X', values: programme({ code: 'X' }) }])
  const other = kit.another()
  await other.lists.start()
  const removal = [{ itemId: other.lists.find(Programmes, 'X')?.$item.itemId ?? '', etag: null }]
  await other.lists.asApplication.removeMany(Programmes, removal)
  const partial = await kit.door.lists.upsertMany([{ list: Programmes, key: 'X', values: { rank: 3 } }])
  expect(partial).toEqual([{ outcome: 'refused', reason: 'new row without title' }])
  const whole = await kit.door.lists.upsertMany([{ list: Programmes, key: 'X', values: { title: 'bis', rank: 3 } }])
  expect(whole).toEqual([{ outcome: 'ok' }])
  expect(kit.door.lists.find(Programmes, 'X')).toMatchObject({ title: 'bis', rank: 3 })
})

it('an unfaithful filter is not believed', async () => {
  await kit.door.lists.upsertMany(writes.slice(0, 2))
  kit.tenant.faults.set({ unfaithfulFilter: 'unfiltered' })
  const again = await kit.door.lists.asApplication.create(Programmes, programme({ code: 'F-1' }))
  expect(again).toEqual({ ok: false, reason: 'duplicate-key' })
})

describe('when Graph is down', () => {
  it('reads go on, writes say retry, freshness says why, and everything recovers', async () => {
    await kit.door.lists.upsertMany(writes.slice(0, 1))
    const before = kit.door.lists.freshness(Programmes)
    kit.tenant.faults.set({ graphDown: true })
    expect(await kit.door.lists.upsertMany(writes.slice(1, 2))).toMatchObject([{ outcome: 'retry' }])
    await expect(kit.door.lists.syncNow()).rejects.toThrow()
    expect(kit.door.lists.freshness(Programmes)).toMatchObject({
      syncedAt: before.syncedAt,
      failure: expect.any(String),
    })
    expect(kit.door.lists.find(Programmes, 'F-0')?.title).toBe('Programme F-0')
    kit.tenant.faults.clear()
    expect(await kit.door.lists.upsertMany(writes.slice(1, 2))).toEqual([{ outcome: 'ok' }])
    await kit.door.lists.syncNow()
    expect(kit.door.lists.freshness(Programmes).failure).toBeNull()
  })

  it('a person is told at once instead of waiting', async () => {
    await kit.door.lists.upsertMany(writes.slice(0, 1))
    const row = kit.door.lists.find(Programmes, 'F-0')
    const token = await kit.tokenOf(kit.tenant.people[0]?.id ?? '')
    kit.tenant.faults.set({ graphDown: true })
    const edit = kit.door.lists
      .as(token)
      .update(Programmes, row?.$item.itemId ?? '', { title: 'x' }, row?.$item.etag ?? '')
    await expect(edit).rejects.toMatchObject({ code: 'unavailable' })
    await expect(edit).rejects.toBeInstanceOf(GraphFailure)
  })
})

it('a closed door fails its calls instead of leaving them waiting', async () => {
  kit.tenant.faults.set({ throttle: 1, throttleRetryAfter: 1 })
  const waiting = kit.door.lists.syncNow()
  const outcome = expect(waiting).rejects.toThrow()
  await kit.door.close()
  await outcome
})

describe('throttling', () => {
  it('after a 429 nobody calls before the wait is over', async () => {
    kit.tenant.faults.set({ throttle: 1, throttleRetryAfter: 60 })
    await expect(kit.door.lists.syncNow()).rejects.toThrow()
    kit.tenant.faults.clear()
    const requests = kit.door.usage().requests
    await expect(kit.door.lists.syncNow()).rejects.toThrow('budget')
    const token = await kit.tokenOf(kit.tenant.people[0]?.id ?? '')
    const edit = kit.door.lists.as(token).update(Programmes, '1', { title: 'x' }, null)
    await expect(edit).rejects.toMatchObject({ code: 'throttled' })
    expect(kit.door.usage().requests).toBe(requests)
    expect(await kit.another().lists.upsertMany(writes.slice(0, 1))).toMatchObject([{ outcome: 'retry' }])
  })

  it('keeps under the quota, so that SharePoint never has to refuse', async () => {
    kit.tenant.faults.set({ quotas: true, unitsPerMinute: 100 })
    kit.tenant.resetUsage()
    const frugal = kit.another({ unitsPerMinute: 100, patience: { application: 0 } })
    const outcomes: string[] = []
    for (let call = 0; call < 60; call += 1) {
      const asked = frugal.application.send({ method: 'GET', path: `/sites/${kit.tenant.registration.siteId}/lists` })
      outcomes.push(
        await asked.then(
          () => 'answered',
          (failure) => `${failure.code} ${failure.detail.status}`,
        ),
      )
    }
    // 2 units each, 80 of 100 units: 40 calls, and the rest wait here instead of meeting a 429 there.
    expect(outcomes.filter((outcome) => outcome === 'answered')).toHaveLength(40)
    expect(new Set(outcomes.slice(40))).toEqual(new Set(['throttled 0']))
  })
})

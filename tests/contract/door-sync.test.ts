import { Programmes } from '../../src/lists/programmes'
import type { ListChange } from '../../src/ports/lists'
import type { PendingSource } from '../../src/ports/outbox'
import { type DoorKit, startDoor } from '../kit/door'
import { programme } from '../kit/rows'

let kit: DoorKit
let items: string
beforeEach(async () => {
  kit = await startDoor([Programmes])
  const response = await kit.fetchGraph(`/sites/${kit.tenant.registration.siteId}/lists/Programmes`)
  const { id } = JSON.parse(await response.text())
  items = `/sites/${kit.tenant.registration.siteId}/lists/${id}/items`
})
afterEach(() => kit.close())

/** A person edits the list in SharePoint itself, with a client that is not ours. */
const edit = async (path: string, method: string, body?: object): Promise<{ id: string }> => {
  const response = await kit.fetchGraph(`${items}${path}`, { method, ...(body ? { body } : {}) })
  if (!response.ok) throw new Error(await response.text())
  return method === 'DELETE' ? { id: '' } : JSON.parse(await response.text())
}
const add = (fields: object) => edit('', 'POST', { fields })

const upsert = async (code: string, title: string): Promise<void> => {
  const write = { list: Programmes, key: code, values: programme({ code, title }) }
  expect(await kit.door.lists.upsertMany([write])).toEqual([{ outcome: 'ok' }])
}

const titles = () => kit.door.lists.all(Programmes).map((row) => `${row.code} ${row.title}`)

describe('edits made in SharePoint', () => {
  it('arrive with the next delta: new, changed and removed rows, each told once', async () => {
    await upsert('A', 'un')
    const changes: ListChange[] = []
    kit.door.lists.onChange((change) => changes.push(change))
    const { id } = await add({ Code: 'B', Title: 'deux' })
    const first = kit.door.lists.find(Programmes, 'A')?.$item.itemId ?? ''
    await edit(`/${first}/fields`, 'PATCH', { Title: 'un bis' })
    await kit.door.lists.syncNow()
    expect(titles()).toEqual(['A un bis', 'B deux'])
    await edit(`/${id}`, 'DELETE')
    await kit.door.lists.syncNow([Programmes])
    expect(titles()).toEqual(['A un bis'])
    expect(changes.flatMap((change) => [...change.keys].sort())).toEqual(['A', 'B', 'B'])
    expect(kit.door.lists.freshness(Programmes)).toMatchObject({ failure: null })
  })

  it('survive 410: the list is read again and compared', async () => {
    await upsert('A', 'un')
    await upsert('B', 'deux')
    const gone = kit.door.lists.find(Programmes, 'B')?.$item.itemId
    await edit(`/${gone}`, 'DELETE')
    await add({ Code: 'C', Title: 'trois' })
    kit.tenant.faults.set({ deltaGone: 1 })
    await kit.door.lists.syncNow()
    expect(titles()).toEqual(['A un', 'C trois'])
  })

  it('come in pages and with repeated rows', async () => {
    kit.tenant.faults.set({ repeatDeltaRows: true })
    const codes = Array.from({ length: 230 }, (_, index) => `M-${index}`)
    const writes = codes.map((code) => ({ list: Programmes, key: code, values: programme({ code }) }))
    await kit.door.lists.upsertMany(writes)
    const reader = kit.another()
    await reader.lists.start()
    expect(reader.lists.all(Programmes).map((row) => row.code)).toEqual(codes)
  })

  it('reach another copy of the service shortly after it is told', async () => {
    const other = kit.another()
    await other.lists.start()
    await upsert('A', 'un')
    const told = new Promise<ListChange>((resolve) => {
      other.lists.onChange(resolve)
    })
    other.lists.applyRemote({ list: 'Programmes', keys: ['A'] })
    expect(await told).toEqual({ list: 'Programmes', keys: ['A'] })
    expect(other.lists.find(Programmes, 'A')?.title).toBe('un')
  })

  it('do not hide behind a write of ours that was on its way', async () => {
    await upsert('A', 'un')
    const itemId = kit.door.lists.find(Programmes, 'A')?.$item.itemId ?? ''
    kit.tenant.faults.set({ delayMs: 60 })
    await edit(`/${itemId}/fields`, 'PATCH', { Rank: 1 })
    await Promise.all([kit.door.lists.syncNow(), upsert('A', 'deux')])
    await edit(`/${itemId}/fields`, 'PATCH', { Rank: 7 })
    await kit.door.lists.syncNow()
    expect(kit.door.lists.find(Programmes, 'A')).toMatchObject({ title: 'deux', rank: 7 })
  })
})

describe('rows that are not as declared', () => {
  it('a blank key is shown under its item and reported', async () => {
    const { id } = await add({ Title: 'sans code' })
    await kit.door.lists.syncNow()
    expect(kit.door.lists.find(Programmes, `item:${id}`)?.title).toBe('sans code')
    expect(kit.door.lists.faults('Programmes')).toMatchObject([{ itemId: id, field: 'code', problem: 'blank-key' }])
    expect(kit.complaints).toMatchObject([{ list: 'Programmes', itemId: id, problem: 'blank-key' }])
  })
})

describe('the outbox over the rows', () => {
  it('shows pending values at once, also of a row that does not exist yet', async () => {
    await upsert('A', 'un')
    const pending = new Map<string, object>()
    const listeners = new Set<(change: ListChange) => void>()
    const source: PendingSource = {
      pending: (list) => (list === 'Programmes' ? pending : new Map()),
      onChange(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    }
    const changes: ListChange[] = []
    kit.door.lists.onChange((change) => changes.push(change))
    kit.door.lists.overlay(source)
    pending.set('A', { title: 'attendu' }).set('Z', { title: 'nouveau' })
    for (const listener of listeners) listener({ list: 'Programmes', keys: ['A', 'Z'] })
    expect(titles()).toEqual(['A attendu', 'Z nouveau'])
    expect(kit.door.lists.find(Programmes, 'Z')?.$item).toMatchObject({ itemId: '', etag: '' })
    pending.clear()
    for (const listener of listeners) listener({ list: 'Programmes', keys: ['A', 'Z'] })
    expect(titles()).toEqual(['A un'])
    expect(changes).toHaveLength(2)
  })
})

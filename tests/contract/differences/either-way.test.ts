import { applyProvision } from '../../../src/graph/provision'
import { blankValues, list } from '../../../src/lists/kit/list'
import { type DoorKit, startDoor } from '../../kit/door'
import { Sample } from '../../kit/sample-list'
import { brokenOperations } from '../registration/product-operations'
import { differences } from './declared'

/** Whichever way a difference turns out, everything that the product does works. */
let kit: DoorKit
beforeAll(async () => {
  const patience = { application: 2_000, person: 2_000 }
  kit = await startDoor([Sample], { tenant: { seed: { installs: 'none' } }, config: { patience } })
})
afterEach(() => kit.tenant.faults.clear())
afterAll(() => kit.close())

/** The first setting of each is the tenant's usual one, with which every other test runs. */
const cases = Object.entries(differences).flatMap(([name, { settings }]) =>
  settings.slice(1).map((setting) => [name, setting] as const),
)
test.each(cases)('%s: %p', async (name, setting) => {
  kit.tenant.faults.set({ [name]: setting })
  expect(await brokenOperations(kit)).toEqual([])
})

test('pages of two rows are walked to the end', async () => {
  kit.tenant.faults.set({ largestPage: 2 })
  const reader = kit.another()
  await reader.lists.start()
  await reader.directory.refresh()
  await kit.door.lists.syncNow()
  const codes = (door: typeof reader) => door.lists.all(Sample).map(({ code }) => code)
  expect(codes(reader).length).toBeGreaterThan(10)
  expect(codes(reader).sort()).toEqual(codes(kit.door).sort())
})

const officer = 'dd7b057b-924e-43b4-8a59-729b4022925e'
const values = (code: string, note: string) => ({ ...blankValues(Sample), code, note })

test.each(differences.staleItem.settings)(
  'a person’s stale edit is a conflict and changes nothing: %p',
  async (staleItem) => {
    const made = await kit.door.lists.asApplication.create(Sample, values(`stale ${staleItem}`, 'first'))
    if (!made.ok) throw new Error(made.reason)
    kit.tenant.faults.set({ staleItem })
    await kit.door.lists.asApplication.update(Sample, made.row.$item.itemId, { note: 'second' }, null)
    const writer = kit.door.lists.as(await kit.tokenOf(officer))
    const outcome = await writer.update(Sample, made.row.$item.itemId, { note: 'third' }, made.row.$item.etag)
    expect(outcome).toMatchObject({ ok: false, reason: 'conflict', current: { note: 'second' } })
  },
)

describe.each(differences.takenValue.settings)('a key that another copy of the service took: %p', (takenValue) => {
  beforeEach(async () => {
    kit.tenant.faults.set({ takenValue })
    await kit.door.lists.syncNow()
  })

  test('an answer overwrites the row and makes no second one', async () => {
    const key = `taken ${takenValue}`
    const other = kit.another()
    await other.lists.start()
    await other.lists.asApplication.create(Sample, values(key, 'theirs'))
    const outcomes = await kit.door.lists.upsertMany([{ list: Sample, key, values: values(key, 'ours') }])
    expect(outcomes).toEqual([{ outcome: 'ok' }])
    await kit.door.lists.syncNow()
    const rows = kit.door.lists.all(Sample).filter(({ code }) => code === key)
    expect(rows.map(({ note }) => note)).toEqual(['ours'])
  })

  test('a person is told that it is taken', async () => {
    const key = `told ${takenValue}`
    const writer = kit.door.lists.as(await kit.tokenOf(officer))
    expect((await writer.create(Sample, values(key, 'first'))).ok).toBe(true)
    const outcome = await kit.door.lists.as(await kit.tokenOf(officer)).create(Sample, values(key, 'second'))
    expect(outcome).toMatchObject({ ok: false, reason: 'duplicate-key' })
  })
})

test.each(differences.unknownField.settings)(
  'a column that the site lacks holds up its own row alone: %p',
  async (unknownField) => {
    const before = list('Grown', 'code', { code: { kind: 'text', required: true, unique: true } })
    const after = list('Grown', 'code', { ...before.fields, added: { kind: 'text' } })
    const patience = { application: 500, person: 500 }
    const grown = await startDoor([after], { bare: true, config: { patience }, tenant: { faults: { unknownField } } })
    await applyProvision(grown.door, [before])
    await grown.door.lists.start()
    const write = (code: string, more: object) => ({ list: after, key: code, values: { code, ...more } })
    const outcomes = await grown.door.lists.upsertMany([write('with', { added: 'x' }), write('without', {})])
    // Refused for good, or kept for another try once `provision` has made the column: told in both cases, and never lost.
    expect(outcomes).toMatchObject([
      { outcome: unknownField === 'invalidRequest' ? 'refused' : 'retry', reason: expect.any(String) },
      { outcome: 'ok' },
    ])
    await applyProvision(grown.door, [after])
    expect(await grown.door.lists.upsertMany([write('with', { added: 'x' })])).toEqual([{ outcome: 'ok' }])
    await grown.close()
  },
)

import fc from 'fast-check'
import { allLists } from '../../src/lists/all'
import { blankValues, keyOf, type List, type Values } from '../../src/lists/kit/list'
import { valuesSchema } from '../../src/lists/kit/schema'
import { Programmes } from '../../src/lists/programmes'
import { Projects } from '../../src/lists/projects'
import { people } from '../../src/local-tenant/people'
import { arbitraryValues } from '../kit/arbitrary-rows'
import { type DoorKit, startDoor } from '../kit/door'
import { programme, project } from '../kit/rows'
import { Sample } from '../kit/sample-list'

let kit: DoorKit
beforeAll(async () => {
  kit = await startDoor([...allLists, Sample])
})
afterAll(() => kit.close())

const officer = people.find((person) => person.appRoles.includes('officer'))?.id ?? ''
const manager = people[8]?.id ?? ''

/** Values of a row without what SharePoint adds. */
const plain = (row: object | undefined): object => {
  const { $item: _item, ...values } = { $item: undefined, ...row }
  return values
}

describe('round trip through SharePoint', () => {
  it.each([...allLists, Sample].map((of) => [of.name, of] as const))(
    '%s: what is written is what a fresh reader gets',
    async (_n, of) => {
      const sampled = fc.sample(arbitraryValues(of), { numRuns: 4, seed: 20_261_122 })
      const rows = [...new Map(sampled.map((values) => [keyOf(of, values), values])).values()]
      const outcomes = await kit.door.lists.upsertMany(
        rows.map((values) => ({ list: of, key: keyOf(of, values), values: valuesSchema(of).parse(values) })),
      )
      expect(outcomes).toEqual(rows.map(() => ({ outcome: 'ok' })))
      const reader = kit.another()
      await reader.lists.start()
      for (const values of rows) {
        const key = keyOf(of, values)
        expect(plain(reader.lists.find(of, key))).toEqual(values)
        expect(reader.lists.find(of, key)).toEqual(kit.door.lists.find(of, key))
      }
    },
  )
})

describe('around the ends of summer time', () => {
  it.each([
    ['2026-03-28', '2026-03-29T00:59:59Z'],
    ['2026-03-29', '2026-03-29T01:00:00Z'],
    ['2026-10-25', '2026-10-25T00:30:00Z'],
    ['2026-10-26', '2026-10-25T01:30:00Z'],
  ])('%s stays that day, and %s that instant; multi-choices and nulls stay too', async (day, at) => {
    const code = `${day} ${at}`
    const values = { ...blankValues(Sample), code, day, at, choices: ['x' as const, 'z' as const] }
    const outcome = await kit.door.lists.asApplication.create(Sample, values)
    expect(outcome).toMatchObject({ ok: true, row: values })
    const cleared = { ...values, day: null, at: null, choices: [] }
    const { itemId } = outcome.ok ? outcome.row.$item : { itemId: '' }
    expect(await kit.door.lists.asApplication.update(Sample, itemId, cleared, null)).toMatchObject({ ok: true })
    const reader = kit.another()
    await reader.lists.start()
    expect(plain(reader.lists.find(Sample, code))).toEqual(cleared)
  })
})

describe('writing as a person', () => {
  const create = async <L extends List>(of: L, values: Values<L>) => {
    const outcome = await kit.door.lists.asApplication.create(of, values)
    if (!outcome.ok) throw new Error(outcome.reason)
    return outcome.row
  }
  const asOfficer = async () => kit.door.lists.as(await kit.tokenOf(officer))

  it('SharePoint shows who changed the row, and the replica has it without another read', async () => {
    const row = await create(Projects, project({ number: 'W-1', projectManager: manager }))
    expect(row.$item.modifiedBy).toBeNull()
    const requests = kit.door.usage().requests
    const outcome = await (await asOfficer()).update(Projects, row.$item.itemId, { summary: 'Vu' }, row.$item.etag)
    expect(outcome).toMatchObject({ ok: true, row: { summary: 'Vu', $item: { modifiedBy: officer } } })
    expect(kit.door.lists.find(Projects, 'W-1')).toMatchObject({ summary: 'Vu', $item: { modifiedBy: officer } })
    expect(kit.door.usage().requests - requests).toBe(1)
  })

  it('a stale etag returns the present row and changes nothing', async () => {
    const row = await create(Projects, project({ number: 'W-2' }))
    await kit.door.lists.asApplication.update(Projects, row.$item.itemId, { summary: 'premier' }, null)
    const outcome = await (await asOfficer()).update(Projects, row.$item.itemId, { summary: 'second' }, row.$item.etag)
    expect(outcome).toMatchObject({ ok: false, reason: 'conflict', current: { summary: 'premier' } })
  })

  it('a stale etag with the same wish is no conflict', async () => {
    const row = await create(Projects, project({ number: 'W-3' }))
    await kit.door.lists.asApplication.update(Projects, row.$item.itemId, { summary: 'pareil' }, null)
    const outcome = await (await asOfficer()).update(Projects, row.$item.itemId, { summary: 'pareil' }, row.$item.etag)
    expect(outcome).toMatchObject({ ok: true, row: { summary: 'pareil' } })
  })

  it('many updates go in one request, each with its own outcome', async () => {
    const rows = await Promise.all(['W-4', 'W-5', 'W-6'].map((number) => create(Projects, project({ number }))))
    const [first, second, third] = rows
    if (!first || !second || !third) throw new Error('three rows')
    await kit.door.lists.asApplication.update(Projects, second.$item.itemId, { summary: 'avant' }, null)
    await kit.door.lists.asApplication.removeMany(Projects, [{ itemId: third.$item.itemId, etag: null }])
    const outcomes = await (await asOfficer()).updateMany(
      Projects,
      rows.map((row) => ({ itemId: row.$item.itemId, patch: { summary: 'lot' }, etag: row.$item.etag })),
    )
    expect(outcomes).toMatchObject([{ ok: true }, { reason: 'conflict' }, { reason: 'not-found' }])
    expect(kit.door.lists.find(Projects, 'W-6')).toBeUndefined()
  })

  it('a key that exists is refused as such', async () => {
    await create(Programmes, programme({ code: 'D-1' }))
    const again = await kit.door.lists.asApplication.create(Programmes, programme({ code: 'D-1' }))
    expect(again).toEqual({ ok: false, reason: 'duplicate-key' })
    const other = await create(Programmes, programme({ code: 'D-2' }))
    const renamed = await kit.door.lists.asApplication.update(Programmes, other.$item.itemId, { code: 'D-1' }, null)
    expect(renamed).toEqual({ ok: false, reason: 'duplicate-key' })
  })

  it('a row that is gone is not found, to change or to remove', async () => {
    const row = await create(Programmes, programme({ code: 'G-1' }))
    const removal = [{ itemId: row.$item.itemId, etag: row.$item.etag }]
    expect(await kit.door.lists.asApplication.removeMany(Programmes, removal)).toEqual([{ ok: true }])
    expect(kit.door.lists.find(Programmes, 'G-1')).toBeUndefined()
    expect(await kit.door.lists.asApplication.removeMany(Programmes, removal)).toMatchObject([{ reason: 'not-found' }])
    const update = await kit.door.lists.asApplication.update(Programmes, row.$item.itemId, { title: 'x' }, null)
    expect(update).toEqual({ ok: false, reason: 'not-found' })
  })

  it('a person whom the site knows appears in the person column too', async () => {
    const token = await kit.tokenOf(officer)
    const row = await create(Programmes, programme({ code: 'P-1' }))
    // Touching the site puts the officer on its User Information List; the next start of a door reads it.
    await kit.door.lists.as(token).update(Programmes, row.$item.itemId, { title: 'Touché' }, null)
    const later = kit.another()
    await later.directory.start()
    await later.lists.start()
    await later.lists.upsertMany([{ list: Programmes, key: 'P-1', values: { sponsor: officer } }])
    const listId = await listIdOf('Programmes')
    const item = await kit.fetchGraph(
      `/sites/${await later.siteId()}/lists/${listId}/items/${row.$item.itemId}?$expand=fields`,
    )
    expect(await item.json()).toMatchObject({
      fields: { SponsorAadId: officer, SponsorLookupId: expect.stringMatching(/^\d+$/) },
    })
  })
})

const listIdOf = async (name: string): Promise<string> => {
  const response = await kit.fetchGraph(`/sites/${await kit.door.siteId()}/lists`)
  const { value } = JSON.parse(await response.text())
  return value.find((one: { displayName: string }) => one.displayName === name).id
}

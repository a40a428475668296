import { applyProvision, planProvision } from '../../src/graph/provision'
import { allLists } from '../../src/lists/all'
import { list } from '../../src/lists/kit/list'
import { type DoorKit, startDoor } from '../kit/door'

let kit: DoorKit
beforeAll(async () => {
  kit = await startDoor(allLists, { bare: true })
})
afterAll(() => kit.close())

it('creates every list, then has nothing left to do', async () => {
  await expect(kit.door.lists.start()).rejects.toThrow(/Settings, Programmes, .*provision/)
  const first = await planProvision(kit.door, allLists)
  expect(first.steps.filter((step) => step.kind === 'create-list').map((step) => step.list)).toEqual(
    allLists.map((of) => of.name),
  )
  const taken = await applyProvision(kit.door, allLists)
  expect(taken.steps.length).toBeGreaterThanOrEqual(allLists.length)
  expect((await planProvision(kit.door, allLists)).steps).toEqual([])
  const requests = kit.door.usage().requests
  expect((await applyProvision(kit.door, allLists)).steps).toEqual([])
  // The lists of the site, and their columns in two batches of at most twenty.
  expect(kit.door.usage().requests - requests).toBe(3)
})

describe('a list that grew', () => {
  const before = list('Tools', 'code', {
    code: { kind: 'text', required: true, unique: true },
    state: { kind: 'choice', options: ['a', 'b'] },
    size: { kind: 'number' },
  })
  const after = list('Tools', 'code', {
    code: { kind: 'text', required: true, unique: true },
    title: { kind: 'text', required: true, indexed: true },
    state: { kind: 'choice', options: ['a', 'c'], indexed: true },
    size: { kind: 'text' },
    owner: { kind: 'person' },
  })

  it('gets columns, indexes and choices; keeps the choices it had; names a clash and leaves it', async () => {
    await applyProvision(kit.door, [before])
    const taken = await applyProvision(kit.door, [after])
    expect(taken.steps).toEqual([
      expect.objectContaining({
        kind: 'change-column',
        column: 'State',
        change: { indexed: true, choice: { choices: ['a', 'b', 'c'] } },
      }),
      expect.objectContaining({ kind: 'add-column', column: expect.objectContaining({ name: 'OwnerAadId' }) }),
      expect.objectContaining({ kind: 'add-column', column: expect.objectContaining({ name: 'Owner' }) }),
      expect.objectContaining({ kind: 'change-column', column: 'Title' }),
    ])
    const clash = { kind: 'clash', list: 'Tools', column: 'Size', wanted: 'text' }
    expect(taken.clashes).toEqual([clash])
    expect((await planProvision(kit.door, [after])).steps).toEqual([clash])
    expect(await applyProvision(kit.door, [after])).toEqual({ steps: [], clashes: [clash] })
  })
})

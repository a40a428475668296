import fc from 'fast-check'
import { keyOf } from '../lists/kit/list'
import { Programmes } from '../lists/programmes'
import { Projects } from '../lists/projects'
import type { RowFault } from './ports'
import { createReplica } from './replica'
import type { ListItem } from './rows/item'

const item = (id: number, code: string | null, version: number): ListItem => ({
  id: String(id),
  eTag: `"e,${version}"`,
  fields: { Title: `v${version}`, ...(code === null ? {} : { Code: code }) },
})

const setUp = () => {
  const reports: RowFault[] = []
  const replica = createReplica(
    Programmes,
    (fault) => reports.push(fault),
    () => new Date('2026-11-22T12:00:00Z'),
  )
  const shown = () => replica.view().rows.map((row) => keyOf(Programmes, row))
  return { replica, reports, shown }
}

it('shows a blank or doubled key under the item, reports it once, and gives the key to the next when the oldest goes', () => {
  const { replica, reports, shown } = setUp()
  replica.take([item(1, 'A', 1), item(2, 'A', 1), item(3, null, 1)], 0)
  expect(shown()).toEqual(['A', 'item:2', 'item:3'])
  replica.take([item(3, null, 2)], 0)
  expect(shown()).toEqual(['A', 'item:2', 'item:3'])
  expect(reports.map((fault) => `${fault.itemId} ${fault.problem}`)).toEqual(['2 duplicate-key', '3 blank-key'])
  replica.gone('1')
  expect(shown()).toEqual(['A', 'item:3'])
  expect(replica.itemIdOf('A')).toBe('2')
})

it('an unreadable optional value becomes no value; an unreadable required one sets the row aside; both are named', () => {
  const replica = createReplica(
    Projects,
    () => undefined,
    () => new Date(),
  )
  const fields = { Title: 'x', Lifecycle: 'active', Confidentiality: 'internal' }
  replica.take(
    [
      { id: '1', eTag: '"e,1"', fields: { ...fields, Number: 'P-1', ApprovedCost: 'cher' } },
      { id: '2', eTag: '"e,1"', fields: { ...fields, Number: 'P-2', Lifecycle: 'Vivant' } },
    ],
    0,
  )
  expect(replica.view().rows).toMatchObject([{ number: 'P-1', approvedCost: null, lifecycle: 'active' }])
  expect(replica.faults()).toMatchObject([
    { itemId: '1', field: 'approvedCost', problem: 'unreadable', setAside: false },
    { itemId: '2', field: 'lifecycle', problem: 'unreadable', setAside: true },
  ])
  replica.take([{ id: '2', eTag: '"e,2"', fields: { ...fields, Number: 'P-2' } }], 0)
  expect(replica.view().rows).toHaveLength(2)
  expect(replica.faults()).toHaveLength(1)
})

it('a read that began before our own write does not undo it, and names the doubt', () => {
  const { replica } = setUp()
  replica.take([item(1, 'A', 1)], 0)
  const mark = replica.startRead()
  replica.learn(item(1, 'A', 3))
  expect(replica.take([item(1, 'A', 2)], mark)).toEqual({ keys: [], doubtful: ['1'] })
  expect(replica.take([item(1, 'A', 3)], mark)).toEqual({ keys: [], doubtful: [] })
  expect(replica.row('1')?.title).toBe('v3')
  replica.gone('1')
  expect(replica.take([item(1, 'A', 3)], mark)).toEqual({ keys: [], doubtful: ['1'] })
})

it('a complete read takes away what it did not bring, except what we wrote meanwhile', () => {
  const { replica, shown } = setUp()
  replica.take([item(1, 'A', 1), item(2, 'B', 1)], 0)
  const mark = replica.startRead()
  replica.learn(item(3, 'C', 1))
  expect(replica.keepOnly(new Set(['2']), mark)).toEqual(['A'])
  expect(shown()).toEqual(['B', 'C'])
})

it('the index kept up change by change equals the one made afresh', () => {
  const code = fc.constantFrom('A', 'B', 'C', 'D', null)
  const change = fc.record({ id: fc.integer({ min: 1, max: 6 }), code, removed: fc.boolean(), look: fc.boolean() })
  fc.assert(
    fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
      const { replica } = setUp()
      const afresh = setUp()
      const last = new Map<number, ListItem>()
      for (const [version, { id, code: value, removed, look }] of changes.entries()) {
        const next = removed ? { id: String(id), deleted: {} } : item(id, value, version)
        replica.take([next], 0)
        last.delete(id)
        if (!removed) last.set(id, item(id, value, version))
        if (look) replica.view()
      }
      afresh.replica.take([...last.values()], 0)
      const entries = (of: typeof replica) =>
        of
          .view()
          .rows.map((row) => [keyOf(Programmes, row), of.view().find(keyOf(Programmes, row))] as const)
          .sort(([a], [b]) => a.localeCompare(b))
      expect(entries(replica)).toEqual(entries(afresh.replica))
      expect(replica.faults()).toEqual(afresh.replica.faults())
    }),
  )
})

import fc from 'fast-check'
import { arbitraryPacking, everySelection } from '../../../tests/kit/small-packing'
import { BASIC, emptyBasis, UNTOLD } from './basis'
import { brokenCliques, withCuts } from './cuts'
import { merged } from './merge'
import { type Packing, totalOf } from './packing'
import { packingOf } from './packing-of'
import { narrowed, relaxed, tightened, unpriced } from './priced'
import { zeroHalfCuts } from './zero-half'

const ones = (count: number): Float64Array => new Float64Array(count).fill(1)

/** Meetings in a circle, one hour each, of which each clashes with the next: of five, two can take place and two and a half fractionally. */
const circle = (length: number): Packing =>
  packingOf(
    length,
    Array.from({ length }, (_, group) => ({ group, value: 10, rows: [group, (group + 1) % length] })),
    new Array(length).fill(1),
  )

test('of an odd circle of meetings half a meeting is cut off', async () => {
  for (const length of [5, 7, 9]) {
    const packing = circle(length)
    const { share } = await relaxed(unpriced(packing))
    expect(Array.from(share)).toEqual(new Array(length).fill(0.5))
    expect(brokenCliques(packing, share)).toEqual([])
    const all = Array.from({ length }, (_, j) => j)
    expect(zeroHalfCuts(packing, share)).toEqual([
      expect.objectContaining({ columns: all, capacity: (length - 1) / 2 }),
    ])
    const { bound, work } = await tightened(unpriced(packing), 0)
    expect(bound).toBeCloseTo(5 * (length - 1), 6)
    expect(work).toBeGreaterThan(0)
  }
})

test('no cut forbids a selection, whatever shares it is made for', () => {
  fc.assert(
    fc.property(arbitraryPacking, fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 20 }), (small, eighths) => {
      const { packing } = small
      const share = Float64Array.from({ length: packing.columns }, (_, j) => (eighths[j] ?? 0) / 8)
      const cuts = [...brokenCliques(packing, share), ...zeroHalfCuts(packing, share)]
      for (const chosen of everySelection(small))
        for (const { columns, capacity } of cuts)
          expect(chosen.filter((j) => columns.includes(j)).length).toBeLessThanOrEqual(capacity)
      const wider = withCuts(packing, cuts)
      expect([wider.rows, wider.capacity.length]).toEqual([packing.rows + cuts.length, wider.rows])
    }),
    { numRuns: 300, seed: 20_261_127 },
  )
})

test('rows told late change nothing: the relaxation is worth as much as with all rows from the start', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryPacking, async ({ packing }) => {
      const [late = unpriced(packing), early] = await Promise.all(
        [new Float64Array(packing.rows), ones(packing.rows)].map((price) => relaxed({ ...unpriced(packing), price })),
      )
      const again = await relaxed(late)
      for (const { bound } of [late, again]) expect(bound).toBeCloseTo(early?.bound ?? 0, 6)
    }),
    { numRuns: 100, seed: 20_261_127 },
  )
})

test('whatever columns are left, the basis stays complete, and the relaxation is found from there', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryPacking, fc.array(fc.boolean(), { minLength: 20 }), async ({ packing }, isKept) => {
      const kept = Int32Array.from({ length: packing.columns }, (_, j) => j).filter((j) => isKept[j])
      const narrow = narrowed(await relaxed(unpriced(packing)), kept)
      const { column, group, row } = narrow.basis ?? emptyBasis(narrow.packing, narrow.price)
      const basic = [...column, ...group, ...row].filter((status) => status === BASIC).length
      expect(basic).toBe([...group, ...row].filter((status) => status !== UNTOLD).length)
      const afresh = await relaxed(unpriced(narrow.packing))
      expect((await relaxed(narrow)).bound).toBeCloseTo(afresh.bound, 6)
    }),
    { numRuns: 150, seed: 20_261_127 },
  )
})

test('what is cut away is in no selection worth more than the floor, and a merge is the best there is of these columns', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryPacking, fc.nat(100), async (small, at) => {
      const { packing } = small
      const all = everySelection(small)
      const worth = (chosen: readonly number[]): number => totalOf(packing, Int32Array.from(chosen))
      const known = Int32Array.from(all[at % all.length] ?? [])
      const floor = totalOf(packing, known)
      const tight = await tightened(unpriced(packing), floor)
      for (const chosen of all.filter((candidate) => worth(candidate) > floor)) {
        expect(worth(chosen)).toBeLessThanOrEqual(tight.bound + 1e-6)
        expect(chosen.every((j) => j < 0 || tight.columnOf.includes(j))).toBe(true)
      }
      const merging = [at, at + 7, at + 31].map((of) => Int32Array.from(all[of % all.length] ?? []))
      const theirs = new Set(merging.flatMap((selection) => [...selection]))
      const most = all
        .filter((chosen) => chosen.every((j) => j < 0 || theirs.has(j)))
        .reduce((top, chosen) => Math.max(top, worth(chosen)), floor)
      const { selection } = await merged(tight, merging, { floor, mostWork: 1e5 })
      expect(selection === null ? floor : totalOf(packing, selection)).toBe(most)
      if (selection) expect(all.map((chosen) => chosen.join())).toContain(selection.join())
    }),
    { numRuns: 100, seed: 20_261_127 },
  )
})

import fc from 'fast-check'
import { arbitraryPacking, everySelection } from '../../../tests/kit/small-packing'
import { FORBIDDEN, TAKEN } from './lagrangian'
import { noLosses } from './losses'
import { totalOf } from './packing'
import { relaxed, unpriced } from './priced'
import { divided } from './splits'

test('a split loses no selection worth more than the floor, tried or not, and no bound of its sides is below one', async () => {
  let splits = 0
  await fc.assert(
    fc.asyncProperty(arbitraryPacking, fc.nat(100), fc.boolean(), async (small, at, isTrying) => {
      const { packing } = small
      const all = everySelection(small)
      const worth = (chosen: readonly number[]): number => totalOf(packing, Int32Array.from(chosen))
      const floor = worth(all[at % all.length] ?? [])
      const losses = noLosses(packing)
      const root = await relaxed(unpriced(packing))
      const { nodes } = await divided(root, losses, { floor, isTrying })
      if (nodes.length === 0) return
      splits += 1
      const allows = (settled: Uint8Array, chosen: readonly number[]): boolean =>
        settled.every((as, j) => (as === FORBIDDEN ? !chosen.includes(j) : as !== TAKEN || chosen.includes(j)))
      for (const chosen of all.filter((candidate) => worth(candidate) > floor)) {
        const sides = nodes.filter(({ priced: { settled } }) => allows(settled, chosen))
        expect(sides.length).toBeGreaterThan(0)
        for (const { priced } of sides) expect(worth(chosen)).toBeLessThanOrEqual(priced.bound + 1e-6)
      }
    }),
    { numRuns: 1500, seed: 20_261_128 },
  )
  expect(splits).toBeGreaterThan(10)
})

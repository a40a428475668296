import { solveProgramme } from './highs'
import type { Packing, Selection } from './packing'
import { programmeOf, restrictedTo } from './restrict'
import { type Effort, solvePacking } from './solve-packing'

/**
 * Proven upper bound on the number of groups that any selection can fill. A group that always finds a column, whatever the
 * others take, need not be counted with them.
 */
export const mostPlaced = async (packing: Packing, known: Selection): Promise<number> => {
  const filled = known.reduce((sum, column) => sum + (column >= 0 ? 1 : 0), 0)
  const size = (g: number): number => (packing.groupStart[g + 1] ?? 0) - (packing.groupStart[g] ?? 0)
  const able = Array.from({ length: packing.groups }, (_, g) => g).filter((g) => size(g) > 0)
  if (filled === able.length) return filled
  const core = contested(packing, able, size)
  const safe = able.length - core.size
  const ones = new Float64Array(packing.columns).fill(1)
  const inCore = (j: number): boolean => core.has(packing.groupOf[j] ?? 0)
  const { packing: rest, inside } = restrictedTo(packing, inCore, ones)
  const { bound } = await solvePacking(rest, COUNTING, { from: inside(known) })
  const most = Math.max(filled, safe + Math.min(core.size, bound))
  // One more is all of them: whether that can be is far easier to settle than how many can.
  return most === filled + 1 && most === able.length && !(await canFillAll(rest, core)) ? filled : most
}

/** False when it is proven that no selection fills all these groups of the packing. */
const canFillAll = async (packing: Packing, groups: ReadonlySet<number>): Promise<boolean> => {
  const { obj, rows, n } = programmeOf(packing)
  const wanted = rows.filter(({ i, lo }) => lo === null || groups.has(packing.groupOf[i[0] ?? -1] ?? -1))
  const programme = { n, obj: new Float64Array(obj.length), rows: wanted }
  return (await solveProgramme(programme, { nodes: 500 })).status !== 'infeasible'
}

/** Every column is worth the same, so prices strike few of them out: HiGHS is for small rests. */
const COUNTING: Effort = { seed: 1, moves: 200, cuts: 8, polish: 1, anneals: 2, exactColumns: 3000, work: 200_000 }

/** Groups that may find every column taken. What leaves the set early no longer takes anything from those that stay. */
const contested = (packing: Packing, able: readonly number[], size: (g: number) => number): ReadonlySet<number> => {
  const takes = mostTaken(packing)
  const burden = new Map(able.map((g) => [g, 0]))
  for (const [, from] of takes) for (const [g, count] of from) burden.set(g, (burden.get(g) ?? 0) + count)
  const core = new Set(able)
  const leaving = able.filter((g) => (burden.get(g) ?? 0) < size(g))
  for (let g = leaving.pop(); g !== undefined; g = leaving.pop()) {
    if (!core.delete(g)) continue
    for (const [other, count] of takes.get(g) ?? []) {
      const left = (burden.get(other) ?? 0) - count
      burden.set(other, left)
      if (core.has(other) && left < size(other)) leaving.push(other)
    }
  }
  return core
}

/** For every group, how many columns of each other group it can take away at most. */
const mostTaken = (packing: Packing): ReadonlyMap<number, ReadonlyMap<number, number>> => {
  const { groups, groupStart, groupOf, start, rowOf } = packing
  const members: number[][] = Array.from({ length: packing.rows }, () => [])
  for (let j = 0; j < packing.columns; j++) {
    for (let e = start[j] ?? 0; e < (start[j + 1] ?? 0); e++) members[rowOf[e] ?? 0]?.push(j)
  }
  const stamp = new Int32Array(packing.columns).fill(-1)
  const takes = new Map<number, Map<number, number>>()
  for (let g = 0; g < groups; g++) {
    const most = new Map<number, number>()
    for (let j = groupStart[g] ?? 0; j < (groupStart[g + 1] ?? 0); j++) {
      const here = new Map<number, number>()
      for (let e = start[j] ?? 0; e < (start[j + 1] ?? 0); e++) {
        for (const k of members[rowOf[e] ?? 0] ?? []) {
          const other = groupOf[k] ?? 0
          if (other === g || stamp[k] === j) continue
          stamp[k] = j
          here.set(other, (here.get(other) ?? 0) + 1)
        }
      }
      for (const [other, count] of here) most.set(other, Math.max(count, most.get(other) ?? 0))
    }
    takes.set(g, most)
  }
  return takes
}

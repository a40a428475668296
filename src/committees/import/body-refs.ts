import { normalised } from '../../imports/source/targets'
import type { Existing, Settled } from './existing'
import type { UnreadCell } from './gather'
import { type RefName, refNames } from './targets'

interface Named {
  readonly key: string
  readonly title: string
}

/** Finds a row by its key, else by its title. */
const byName = (rows: readonly Named[]): ((text: string) => string | null) => {
  const of = (say: (row: Named) => string): Map<string, string> =>
    new Map(rows.toReversed().map((row) => [normalised(say(row)), row.key]))
  const [keys, titles] = [of(({ key }) => key), of(({ title }) => title)]
  return (text) => keys.get(normalised(text)) ?? titles.get(normalised(text)) ?? null
}

type Refs = Partial<Record<RefName, string>>

/** What bodies point at, by their codes. */
export const refsOf = (
  bodies: readonly Settled[],
  existing: Existing,
  unread: UnreadCell[],
): ReadonlyMap<string, Refs> => {
  const programme = byName(existing.programmes.map(({ code, title }) => ({ key: code, title })))
  const project = byName(existing.projects.map(({ number, title }) => ({ key: number, title })))
  const escalatesTo = byName([
    ...existing.bodies.map(({ code, title }) => ({ key: code, title })),
    ...bodies.map(({ settledCode, title }) => ({ key: settledCode, title: title ?? '' })),
  ])
  const rows = { escalatesTo, programme, project, programmes: programme, projects: project }
  const ofBody = ({ refs, where }: Settled): Refs => {
    const patch: Refs = {}
    for (const field of refNames) {
      const cell = refs[field]
      if (!cell) continue
      const isList = field === 'programmes' || field === 'projects'
      const said = isList ? cell.text.split(/[,;\n]/).filter((part) => part.trim() !== '') : [cell.text]
      const keys = said.map((text) => rows[field](text))
      if (keys.includes(null)) unread.push({ where, name: cell.name, value: cell.text, reason: 'unknown-code' })
      else patch[field] = keys.join('\n')
    }
    return patch
  }
  return new Map(bodies.map((body) => [body.settledCode, ofBody(body)]))
}

/** An escalation that would come back to its start, as the file and the list have it together, is reported and left out. */
export const withoutCircles = (
  bodies: readonly Settled[],
  refs: ReadonlyMap<string, Refs>,
  existing: Existing,
  unread: UnreadCell[],
): ReadonlyMap<string, Refs> => {
  const before = new Map(existing.bodies.map(({ code, escalatesTo }) => [code, escalatesTo]))
  const above = new Map([
    ...before,
    ...[...refs].flatMap(([code, { escalatesTo }]) => (escalatesTo ? [[code, escalatesTo] as const] : [])),
  ])
  const kept = new Map(refs)
  for (const { settledCode: code, refs: said, where } of bodies) {
    const { escalatesTo, ...rest } = refs.get(code) ?? {}
    if (!escalatesTo || !comesBack(above, code)) continue
    const { name = '', text = '' } = said.escalatesTo ?? {}
    unread.push({ where, name, value: text, reason: 'circle' })
    above.set(code, before.get(code) ?? null)
    kept.set(code, rest)
  }
  return kept
}

const comesBack = (above: ReadonlyMap<string, string | null>, code: string): boolean => {
  const passed = new Set<string>()
  for (let next = above.get(code) ?? null; next !== null && !passed.has(next); next = above.get(next) ?? null) {
    if (next === code) return true
    passed.add(next)
  }
  return false
}

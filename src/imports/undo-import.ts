import type { Actor } from '../access/actor'
import type { Context } from '../context'
import { allLists } from '../lists/all'
import { Bodies } from '../lists/bodies'
import { Meetings } from '../lists/committees/meetings'
import { Memberships } from '../lists/committees/memberships'
import { ImportBatches } from '../lists/import-batches'
import type { List, Row } from '../lists/kit/list'
import { Programmes } from '../lists/programmes'
import { Projects } from '../lists/projects'
import { StatusCycles } from '../lists/status-cycles'
import { StatusReports } from '../lists/status-reports'
import type { RowFailure } from '../ports/lists'
import type { OutboxWrite } from '../ports/outbox'
import { arrived } from './batch'
import { type Ledger, ledgerSchema } from './ledger'

/** A row that undo leaves alone, and why: people or later imports have worked on it since. */
export interface KeptRow {
  readonly list: string
  readonly key: string
  readonly reason: 'edited-since' | 'in-use' | 'conflict' | 'forbidden' | RowFailure
}

export interface UndoReport {
  readonly batch: string
  readonly removed: Readonly<Record<string, number>>
  readonly restored: number
  readonly kept: readonly KeptRow[]
}

export type UndoOutcome =
  | { readonly ok: true; readonly report: UndoReport }
  | { readonly ok: false; readonly reason: 'unknown-batch' | 'already-undone' | 'ledger-unreadable' }
  /** Imports that build on this one, the newest first: the order in which to undo them. */
  | { readonly ok: false; readonly reason: 'later-import'; readonly batches: readonly string[] }

/**
 * Takes an import back: removes the rows that it created, restores the values that it changed, and says what it left alone.
 * Refused while a later import builds on its rows, because they would have to stay for ever. An undo that SharePoint did not
 * answer in full can be run again.
 */
export const undoImport = async (ctx: Context, actor: Actor | null, code: string): Promise<UndoOutcome> => {
  const batch = ctx.lists.find(ImportBatches, code)
  if (!batch) return { ok: false, reason: 'unknown-batch' }
  if (batch.state === 'undone') return { ok: false, reason: 'already-undone' }
  const ledger = await readLedger(ctx, batch.ledger)
  if (!ledger) return { ok: false, reason: 'ledger-unreadable' }
  // Its own rows must have arrived; what SharePoint refused of others is no obstacle.
  await arrived(ctx, rowsOf(ledger))
  const batches = await batchesBuildingOn(ctx, batch, ledger)
  if (batches.length > 0) return { ok: false, reason: 'later-import', batches }
  const kept: KeptRow[] = []
  const restored = await restore(ctx, ledger, kept)
  const removed: Record<string, number> = {}
  // Reports before the projects they speak of, projects before their programmes, members before their bodies.
  for (const list of [Memberships, Bodies, StatusReports, Projects, Programmes, StatusCycles])
    removed[list.name] = await remove(ctx, list, ledger, kept)
  if (!kept.some(({ reason }) => reason === 'unavailable')) {
    const values = { code, state: 'undone' as const, finishedAt: ctx.clock.now().toISOString() }
    const undone = { list: ImportBatches, key: code, values }
    await ctx.outbox.put([undone])
    await arrived(ctx, [undone])
  }
  const report: UndoReport = { batch: code, removed, restored, kept }
  await ctx.audit.append(actor, 'import.undo', code, { removed, restored, kept: kept.length })
  return { ok: true, report }
}

const rowsOf = (ledger: Ledger): readonly Pick<OutboxWrite, 'list' | 'key'>[] =>
  [...ledger.created, ...ledger.changed].flatMap(({ list: name, key }) => {
    const list = allLists.find((candidate) => candidate.name === name)
    return list ? [{ list, key }] : []
  })

const readLedger = async (ctx: Context, driveItem: string | null): Promise<Ledger | null> => {
  if (driveItem === null) return null
  const parsed = ledgerSchema.safeParse(JSON.parse(new TextDecoder().decode(await ctx.library.download(driveItem))))
  return parsed.success ? parsed.data : null
}

/** Later imports, not undone, that created rows which point at rows of this one or that changed its rows; newest first. */
const batchesBuildingOn = async (
  ctx: Context,
  batch: Row<typeof ImportBatches>,
  ledger: Ledger,
): Promise<readonly string[]> => {
  const keyIn = ({ list, key }: { list: string; key: string }): string => `${list} ${key}`
  const own = new Set([...ledger.created, ...ledger.changed].map(keyIn))
  const buildsOn = (list: string, key: string): boolean => {
    if (own.has(keyIn({ list, key }))) return true
    const report = list === StatusReports.name ? ctx.lists.find(StatusReports, key) : undefined
    const programme = list === Projects.name ? ctx.lists.find(Projects, key)?.programme : null
    const membership = list === Memberships.name ? ctx.lists.find(Memberships, key) : undefined
    const escalation = list === Bodies.name ? ctx.lists.find(Bodies, key)?.escalatesTo : null
    const targets = [
      ...(membership ? [keyIn({ list: Bodies.name, key: membership.body })] : []),
      ...(escalation ? [keyIn({ list: Bodies.name, key: escalation })] : []),
      ...(report ? [keyIn({ list: Projects.name, key: report.project })] : []),
      ...(report ? [keyIn({ list: StatusCycles.name, key: report.cycle })] : []),
      ...(programme ? [keyIn({ list: Programmes.name, key: programme })] : []),
    ]
    return targets.some((target) => own.has(target))
  }
  const building: string[] = []
  for (const later of laterBatches(ctx, batch)) {
    const written = await readLedger(ctx, later.ledger)
    if (written && [...written.created, ...written.changed].some(({ list, key }) => buildsOn(list, key)))
      building.push(later.code)
  }
  return building
}

/** Item ids ascend and are never used again (GRAPH-FACTS 1.1); clocks of two machines may disagree. */
const laterBatches = (ctx: Context, batch: Row<typeof ImportBatches>): readonly Row<typeof ImportBatches>[] => {
  const place = (row: Row<typeof ImportBatches>): number => Number(row.$item.itemId)
  return ctx.lists
    .all(ImportBatches)
    .filter((other) => other.state !== 'undone' && place(other) > place(batch))
    .sort((a, b) => place(b) - place(a))
}

const restore = async (ctx: Context, ledger: Ledger, kept: KeptRow[]): Promise<number> => {
  const writes: OutboxWrite[] = []
  for (const change of ledger.changed) {
    const list = allLists.find((candidate) => candidate.name === change.list)
    const row = list && ctx.lists.find(list, change.key)
    if (!list || !row) continue
    // What an undo that was cut short has restored already needs nothing more.
    const open = Object.entries(change.after).filter(
      ([name]) => Reflect.get(row, name) !== (change.before[name] ?? null),
    )
    const untouched = open.filter(([name, value]) => Reflect.get(row, name) === value)
    if (untouched.length < open.length) kept.push({ list: list.name, key: change.key, reason: 'edited-since' })
    const values = Object.fromEntries(untouched.map(([name]) => [name, change.before[name] ?? null]))
    if (Object.keys(values).length > 0)
      writes.push({ list, key: change.key, values: { ...values, [list.key]: change.key } })
  }
  await ctx.outbox.put(writes)
  await arrived(ctx, writes)
  return writes.length
}

const remove = async (ctx: Context, list: List, ledger: Ledger, kept: KeptRow[]): Promise<number> => {
  const inUse = usedKeys(ctx, list, ledger)
  const rows = ledger.created.flatMap(({ list: name, key }) => {
    const row = name === list.name ? ctx.lists.find(list, key) : undefined
    if (!row) return []
    const reason = row.$item.modifiedBy !== null ? 'edited-since' : inUse.has(key) ? 'in-use' : null
    if (reason) kept.push({ list: list.name, key, reason })
    return reason ? [] : [{ key, row }]
  })
  const outcomes = await ctx.lists.asApplication.removeMany(
    list,
    rows.map(({ row }) => removalOf(row)),
  )
  outcomes.forEach((outcome, index) => {
    const key = rows[index]?.key ?? ''
    if (!outcome.ok && outcome.reason !== 'not-found') kept.push({ list: list.name, key, reason: outcome.reason })
  })
  return outcomes.filter((outcome) => outcome.ok).length
}

const removalOf = (row: Row<List>): { itemId: string; etag: string } => ({
  itemId: row.$item.itemId,
  etag: row.$item.etag,
})

/** Keys of a list that rows still point at; bodies of the same import that escalate to each other go together. */
const usedKeys = (ctx: Context, list: List, ledger: Ledger): ReadonlySet<string> => {
  const reports = ctx.lists.all(StatusReports)
  switch (list.name) {
    case Projects.name:
      return new Set([
        ...reports.map((report) => report.project),
        ...ctx.lists.all(Bodies).flatMap(({ project }) => project ?? []),
      ])
    case StatusCycles.name:
      return new Set(reports.map((report) => report.cycle))
    case Programmes.name:
      return new Set(ctx.lists.all(Projects).flatMap((project) => project.programme ?? []))
    case Bodies.name: {
      const own = new Set(ledger.created.filter((row) => row.list === Bodies.name).map(({ key }) => key))
      const others = ctx.lists.all(Bodies).filter(({ code }) => !own.has(code))
      return new Set([
        ...ctx.lists.all(Memberships).map(({ body }) => body),
        ...ctx.lists.all(Meetings).map(({ body }) => body),
        ...others.flatMap(({ escalatesTo }) => escalatesTo ?? []),
      ])
    }
    default:
      return new Set()
  }
}

import { createHash } from 'node:crypto'
import type { Actor } from '../access/actor'
import type { Context } from '../context'
import { ImportBatches } from '../lists/import-batches'
import { fieldsOf, type List, type Patch } from '../lists/kit/list'
import { plainLine } from '../lists/kit/plain-text'
import type { OutboxWrite } from '../ports/outbox'
import { LEDGER_FOLDER, type Ledger, ledgerSchema } from './ledger'

/** What an import has decided to write, whatever it imports. */
export interface Batch {
  readonly code: string
  readonly fileName: string
  readonly sha256: string
  readonly writes: readonly OutboxWrite[]
  /** Figures for the row of the batch. */
  readonly figures: Patch<typeof ImportBatches>
  /** What the person is told, kept with the ledger. */
  readonly report: unknown
}

const WAIT_MS = 300_000
/** Two units each: the smallest quota takes 500 rows a minute, 120 ms each. Three times that is a fault, not a queue. */
const WAIT_MS_A_ROW = 360

/** Resolves when SharePoint holds the rows; thousands arrive at the pace of its quota. */
export const arrived = (
  { outbox }: Pick<Context, 'outbox'>,
  rows: readonly Pick<OutboxWrite, 'list' | 'key'>[],
): Promise<void> => outbox.drained(WAIT_MS + rows.length * WAIT_MS_A_ROW, rows)

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Code of the batch that imported the very same content and was not undone. */
export const importedBefore = (ctx: Context, sha256: string): string | undefined =>
  ctx.lists.all(ImportBatches).find((batch) => batch.sha256 === sha256 && batch.state === 'done')?.code

/** `IMP-20261122-ab12cd34`; the same file imported again after an undo gets a further suffix. */
export const batchCode = (ctx: Context, sha256: string): string => {
  const day = ctx.clock.now().toISOString().slice(0, 10).replace(/-/g, '')
  const stem = `IMP-${day}-${sha256.slice(0, 8)}`
  const taken = new Map(ctx.lists.all(ImportBatches).map((batch) => [batch.code, batch.state]))
  let code = stem
  for (let again = 2; taken.get(code) === 'undone'; again += 1) code = `${stem}-${again}`
  return code
}

/**
 * Writes a batch: first the ledger that `undo` needs, into the library, then every row through the outbox. Resolves when SharePoint
 * holds them all; an import that is cut short goes on where it stopped when it is run again.
 */
export const runBatch = async (ctx: Context, actor: Actor | null, action: string, batch: Batch): Promise<void> => {
  const { code, fileName, sha256 } = batch
  const driveItem = await storeLedger(ctx, ledgerOf(ctx, batch))
  const running: OutboxWrite<typeof ImportBatches> = {
    list: ImportBatches,
    key: code,
    values: {
      code,
      fileName: plainLine(fileName).slice(0, 255),
      sha256,
      state: 'running',
      startedAt: ctx.clock.now().toISOString(),
      ledger: driveItem,
      ...batch.figures,
    },
  }
  const all = [running, ...batch.writes]
  await ctx.outbox.put(all)
  await arrived(ctx, all)
  const values = { code, state: 'done', finishedAt: ctx.clock.now().toISOString() }
  const done = { list: ImportBatches, key: code, values }
  await ctx.outbox.put([done])
  await arrived(ctx, [done])
  await ctx.audit.append(actor, action, code, { fileName, sha256, ...batch.figures })
}

const ledgerOf = (ctx: Context, { writes, fileName, sha256, code, report }: Batch): Ledger => {
  const created: Ledger['created'] = []
  const changed: object[] = []
  for (const write of writes) {
    const before = ctx.lists.find(write.list, write.key)
    if (!before) created.push({ list: write.list.name, key: write.key })
    else
      changed.push({
        list: write.list.name,
        key: write.key,
        before: subset(write.list, before, write.values),
        after: { ...write.values },
      })
  }
  return ledgerSchema.parse({ batch: code, fileName, sha256, created, changed, report })
}

const subset = (of: List, row: object, values: object): Record<string, unknown> =>
  Object.fromEntries(fieldsOf(of).flatMap(([name]) => (name in values ? [[name, Reflect.get(row, name)]] : [])))

/** An import that was cut short before its rows were written finds its ledger already there: the first one counts. */
const storeLedger = async (ctx: Context, ledger: Ledger): Promise<string> => {
  const path = `${LEDGER_FOLDER}/${ledger.batch}.json`
  const outcome = await ctx.library.upload(
    path,
    new TextEncoder().encode(JSON.stringify(ledger, null, 1)),
    'application/json',
  )
  if (outcome.ok) return outcome.driveItemId
  const stored = await ctx.library.find(path)
  if (!stored) throw new Error(`${path} exists and cannot be found`)
  return stored.driveItemId
}

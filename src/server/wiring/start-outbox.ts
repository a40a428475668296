import type { Context } from '../../context'
import type { GraphDoor } from '../../graph/ports'
import type { StoredOutbox } from '../../jobs/outbox/outbox'
import type { OutboxWrite, UpsertOutcome } from '../../ports/outbox'

/** A forecast that gave way to somebody else's edit is said in the log and the audit, where its author can be answered. */
const noteLeft = async (ctx: Context, write: OutboxWrite, outcome: UpsertOutcome | undefined): Promise<void> => {
  if (outcome?.outcome !== 'ok' || !outcome.left) return
  const subject = `${write.list.name} ${write.key}`
  const values = Object.fromEntries(outcome.left.map((field) => [field, Reflect.get(write.values, field)]))
  ctx.log.warn({ subject, values }, 'not written: somebody else changed it meanwhile')
  await ctx.audit.append(null, 'outbox.left', subject, values)
}

/** What the worker writes is announced like any other write of this copy. */
export const startOutbox = (
  ctx: Context,
  door: GraphDoor,
  outbox: StoredOutbox,
  announce: (list: string, keys: readonly string[]) => void,
): void =>
  outbox.start(
    async (writes, held) => {
      const outcomes = await door.lists.upsertMany(writes, held)
      const written = writes.filter((_, index) => outcomes[index]?.outcome === 'ok')
      for (const [index, write] of writes.entries()) await noteLeft(ctx, write, outcomes[index])
      for (const list of new Set(written.map((write) => write.list.name))) {
        announce(
          list,
          written.filter((write) => write.list.name === list).map((write) => write.key),
        )
      }
      return outcomes
    },
    (name) => door.lists.syncNow([{ name }]),
  )

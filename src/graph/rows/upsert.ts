import { fieldsOf } from '../../lists/kit/list'
import type { OutboxWrite, UpsertOutcome } from '../../ports/outbox'
import type { RowReply } from '../http/caller'
import { GraphFailure, noAnswer } from '../http/failure'
import {
  createCall,
  findCall,
  holds,
  rowAfterUpdate,
  takeItem,
  takeMatch,
  updateCall,
  type WriteScope,
} from './write-scope'

/** A write under way: `itemId` is set when the row is known to exist. */
interface Step {
  readonly at: number
  readonly write: OutboxWrite
  readonly itemId: string | undefined
}

/** A step of which only a look by key tells what it is; the failure stands when there is no such row. */
interface Unclear {
  readonly step: Step
  readonly failure: GraphFailure
}

/** A create that turns out to exist, or an update whose item is gone, gets this many further tries in one call. */
const MAX_ROUNDS = 3

/**
 * Upserts by key: PATCH when the replica knows the item, POST otherwise, 20 rows per `$batch` across lists. After an unclear
 * or refused creation the key is looked up, so neither a lost answer nor another copy of the service makes a second row.
 *
 * Every update names the version that the replica knows. A request that hangs until another copy has taken the row over and
 * written newer values is then refused by SharePoint, whenever it arrives; and no further request is made once `held` says no.
 */
export const upsertRows = async (
  scope: WriteScope,
  writes: readonly OutboxWrite[],
  held: () => boolean = () => true,
): Promise<readonly UpsertOutcome[]> => {
  const outcomes = new Map<number, UpsertOutcome>()
  let steps: readonly Step[] = writes.map((write, at) => ({
    at,
    write,
    itemId: scope.replica(write.list).itemIdOf(write.key),
  }))
  for (let round = 0; steps.length > 0 && round < MAX_ROUNDS && held(); round += 1) {
    const [possible, partial] = [[] as Step[], [] as Unclear[]]
    for (const step of steps) {
      const missing = step.itemId === undefined ? missingField(step.write) : undefined
      if (missing) partial.push({ step, failure: noAnswer('invalid', `new row without ${missing}`) })
      else possible.push(step)
    }
    // Another copy of the service may have made the row a moment ago: it is looked for before it is said to be missing.
    const found = await lookUp(scope, partial, outcomes)
    steps = await runRound(scope, [...possible, ...found], outcomes, held)
  }
  return writes.map((_write, at) => outcomes.get(at) ?? { outcome: 'retry', afterMs: null, reason: 'still unsettled' })
}

/** First required field that a new row would lack. */
const missingField = ({ list, key, values }: OutboxWrite): string | undefined => {
  const all = { ...values, [list.key]: key }
  const missing = fieldsOf(list).find(([name, field]) => field.required && (Reflect.get(all, name) ?? null) === null)
  return missing?.[0]
}

/** Sends one round and returns the steps to take in the next one. */
const runRound = async (
  scope: WriteScope,
  steps: readonly Step[],
  outcomes: Map<number, UpsertOutcome>,
  held: () => boolean,
): Promise<readonly Step[]> => {
  const settled = steps.map((step) => ({ step, allowed: allowedOf(scope, step) }))
  // Nothing of these is left to write.
  for (const { step, allowed } of settled)
    if (Object.keys(allowed.values).length === 0) outcomes.set(step.at, okOf(allowed))
  const sent = settled.filter(({ step }) => !outcomes.has(step.at))
  const replies = await scope.caller.batch(
    sent.map(({ step: { write, itemId }, allowed }) =>
      itemId === undefined
        ? createCall(scope, write.list, { ...write.values, [write.list.key]: write.key })
        : updateCall(scope, write.list, itemId, allowed.values, allowed.etag),
    ),
  )
  const again: Step[] = []
  const unclear: Unclear[] = []
  for (const [index, { step, allowed }] of sent.entries()) {
    const reply = replies[index] ?? noAnswer('unavailable', 'No answer to an upsert')
    if (!(reply instanceof GraphFailure)) {
      await takeReply(scope, step, reply)
      outcomes.set(step.at, okOf(allowed))
    } else if (step.itemId !== undefined && reply.code === 'not-found') {
      scope.changed(step.write.list.name, scope.replica(step.write.list).gone(step.itemId))
      again.push({ ...step, itemId: undefined })
    } else if (allowed.etag !== null && reply.code === 'conflict') {
      // Somebody was quicker: the row is read, and judged again by what it holds now.
      unclear.push({ step, failure: reply })
    } else if (step.itemId === undefined && ['unavailable', 'conflict', 'invalid'].includes(reply.code)) {
      unclear.push({ step, failure: reply })
    } else {
      outcomes.set(step.at, outcomeOf(reply))
    }
  }
  if (held()) again.push(...(await lookUp(scope, unclear, outcomes)))
  return again
}

interface Allowed {
  readonly values: object
  /** The version that is written over: the row must still be as the replica knows it. Null when it knows none. */
  readonly etag: string | null
  readonly left: readonly string[]
}

/** What of a write may be written to a known row: fields that somebody else changed meanwhile are left alone. */
const allowedOf = (scope: WriteScope, { write: { list, values, replaces = {} }, itemId }: Step): Allowed => {
  const row = itemId === undefined ? undefined : scope.replica(list).row(itemId)
  const names = Object.keys(replaces)
  const etag = row?.$item.etag || null
  if (!row || names.length === 0) return { values, etag, left: [] }
  const left = names.filter((name) => {
    const field = (from: object): object => ({ [name]: Reflect.get(from, name) })
    return Reflect.has(values, name) && !holds(list, row, field(replaces)) && !holds(list, row, field(values))
  })
  const kept = Object.entries(values).filter(([name]) => !left.includes(name))
  return { values: Object.fromEntries(kept), etag, left }
}

const okOf = ({ left }: Allowed): UpsertOutcome => (left.length === 0 ? { outcome: 'ok' } : { outcome: 'ok', left })

const takeReply = async (scope: WriteScope, { write, itemId }: Step, reply: Exclude<RowReply, GraphFailure>) => {
  if (itemId === undefined) takeItem(scope, write.list, reply.body)
  else await rowAfterUpdate(scope, write.list, itemId, reply)
}

/** Rows that exist after all become updates; for the others the failure of their creation is the outcome. */
const lookUp = async (
  scope: WriteScope,
  unclear: readonly Unclear[],
  outcomes: Map<number, UpsertOutcome>,
): Promise<readonly Step[]> => {
  if (unclear.length === 0) return []
  const replies = await scope.caller.batch(unclear.map(({ step }) => findCall(scope, step.write.list, step.write.key)))
  return unclear.flatMap(({ step, failure }, index) => {
    const reply = replies[index]
    const known = reply && !(reply instanceof GraphFailure)
    const row = known ? takeMatch(scope, step.write.list, reply, step.write.key) : undefined
    if (row) return [{ ...step, itemId: row.$item.itemId }]
    // Not finding out is no refusal: only a clear "no such key" makes the failure of the creation final.
    outcomes.set(step.at, known ? outcomeOf(failure) : outcomeOf(reply ?? failure))
    return []
  })
}

const outcomeOf = (failure: GraphFailure): UpsertOutcome => {
  switch (failure.code) {
    case 'throttled':
    case 'unavailable':
    case 'conflict':
    case 'resync':
      return { outcome: 'retry', afterMs: failure.detail.retryAfterMs, reason: failure.message }
    case 'forbidden':
    case 'consent-required':
    case 'invalid':
    case 'not-found':
    case 'duplicate-key':
      return { outcome: 'refused', reason: failure.message }
  }
}

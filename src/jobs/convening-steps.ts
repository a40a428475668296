import type { Pool, PoolClient } from 'pg'
import type { Clock } from '../context'
import { type ConveningSteps, type NewStep, type Step, WITHOUT_PLAN } from '../ports/plans'
import { appendAll, entriesOf } from './audit'
import { withTransaction } from './database/postgres'
import type { JoinedOutbox } from './outbox/outbox'
import { putRows } from './outbox/outbox-table'

interface StoredStep {
  readonly id: string
  readonly version: string
  readonly act: Step['act']
  readonly meeting: string
  readonly payload: Step['payload']
  readonly tries: number
}

interface StateRow extends Pick<StoredStep, 'version' | 'act' | 'meeting'> {
  readonly state: string
  readonly detail: string | null
}

/** The steps of convening in PostgreSQL; see the port. */
export const createConveningSteps = (pool: Pool, outbox: JoinedOutbox, clock: Clock): ConveningSteps => ({
  confirm: (version, at, steps) =>
    withTransaction(pool, async (client) => {
      await client.query('lock table gouvernail.convening in share row exclusive mode')
      const { rows } = await client.query(
        `select 1 from gouvernail.convening where state = 'waiting' and act not in ('equip', 'invite') limit 1`,
      )
      if (rows.length > 0) return false
      const { rowCount } = await client.query(
        `update gouvernail.plans set confirmed_at = $2 where version = $1 and state = 'ready' and confirmed_at is null`,
        [version, at],
      )
      if (rowCount !== 1) return false
      for (const step of steps) await insert(client, version, step, at)
      return true
    }),
  convene: async (at, step, writes, audit) => {
    const rows = outbox.rows(writes)
    const delayMs = outbox.delayMs(rows.length)
    const entries = entriesOf(clock, audit)
    const stored = await withTransaction(pool, async (client) => {
      await insert(client, WITHOUT_PLAN, step, at)
      const put = await putRows(client, rows, delayMs)
      // Last: the chain is locked until the transaction ends.
      await appendAll(client, entries)
      return put
    })
    outbox.took(stored, delayMs)
  },
  wantInvited: (at, steps) =>
    withTransaction(pool, async (client) => {
      for (const { act, meeting, payload } of steps)
        await client.query(
          `insert into gouvernail.convening as c (version, act, meeting, payload, due_at) values ($1, $2, $3, $4, $5)
           on conflict (version, act, meeting) do update
             set payload = excluded.payload, state = 'waiting', tries = 0, due_at = excluded.due_at, detail = null
             where c.payload->>'placement' is distinct from excluded.payload->>'placement'`,
          [WITHOUT_PLAN, act, meeting, JSON.stringify(payload), at],
        )
    }),
  take: async (at, most) => {
    const { rows } = await pool.query<StoredStep>(
      `update gouvernail.convening set tries = tries + 1 where id in (
         select id from gouvernail.convening where state = 'waiting' and due_at <= $1 and act = (
           select act from gouvernail.convening where state = 'waiting' and due_at <= $1
             order by act = 'equip', id limit 1)
         order by id limit $2)
       returning id, version, act, meeting, payload, tries`,
      [at, most],
    )
    return rows.map(stepOf).toSorted((a, b) => a.id - b.id)
  },
  done: (step, next) =>
    withTransaction(pool, async (client) => {
      await client.query(`update gouvernail.convening set state = 'done', detail = null where id = $1`, [step.id])
      // Everybody has just been invited anew: who was before says nothing any more.
      if (step.act === 'create' || step.act === 'update')
        await client.query(
          `delete from gouvernail.convening where act = 'invite' and meeting = $1 and state <> 'waiting'`,
          [step.meeting],
        )
      if (next) await insert(client, step.version, next, new Date(0))
    }),
  again: async ({ id }, dueAt, detail) => {
    await pool.query('update gouvernail.convening set due_at = $2, detail = $3 where id = $1', [id, dueAt, detail])
  },
  giveUp: async ({ id }, detail) => {
    await pool.query(`update gouvernail.convening set state = 'failed', detail = $2 where id = $1`, [id, detail])
  },
  keep: async ({ id }) => {
    await pool.query(`update gouvernail.convening set state = 'kept', detail = null where id = $1`, [id])
  },
  state: async () => {
    const { rows } = await pool.query<StateRow>(
      `select version, act, meeting, state, detail from gouvernail.convening
       where act <> 'invite' and (version = (select max(version) from gouvernail.convening where version <> $1)
         or version = $1 and state = 'failed') order by id`,
      [WITHOUT_PLAN],
    )
    if (rows.length === 0) return null
    const events = rows.filter(({ version, act }) => act !== 'equip' && Number(version) !== WITHOUT_PLAN)
    const inState = (wanted: string): number => events.filter(({ state }) => state === wanted).length
    return {
      total: events.length,
      done: inState('done'),
      waiting: inState('waiting'),
      kept: rows.flatMap(({ act, meeting, state }) => (state === 'kept' ? [{ act, meeting }] : [])),
      failed: rows
        .filter(({ state }) => state === 'failed')
        .map(({ act, meeting, detail }) => ({ act, meeting, detail: detail ?? '' })),
    }
  },
})

const insert = async (client: PoolClient, version: number, step: NewStep, dueAt: Date): Promise<void> => {
  await client.query(
    `insert into gouvernail.convening (version, act, meeting, payload, due_at) values ($1, $2, $3, $4, $5)
     on conflict do nothing`,
    [version, step.act, step.meeting, JSON.stringify(step.payload), dueAt],
  )
}

const stepOf = ({ id, version, act, meeting, payload, tries }: StoredStep): Step => ({
  id: Number(id),
  version: Number(version),
  act,
  meeting,
  payload,
  tries,
})

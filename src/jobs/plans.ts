import type { Pool } from 'pg'
import type { KeptCalendars, PlanRun, Plans, PlanVersion } from '../ports/plans'

/** A copy that has not been heard of for so long has died with its run. */
const DEAD_AFTER = `interval '20 seconds'`
/** Versions of one period that are kept to go back to and to compare with. */
const VERSIONS_KEPT = 30

interface StoredVersion {
  readonly version: string
  readonly period: string
  readonly made_by: string
  readonly started_at: Date
  readonly base: string | null
  readonly adjustments: PlanVersion['adjustments']
  readonly plan: PlanVersion['plan']
  readonly confirmed_at: Date | null
}

interface StoredRun {
  readonly version: string
  readonly period: string
  readonly made_by: string
  readonly started_at: Date
  readonly progress: PlanRun['progress']
  readonly is_stopping: boolean
}

/** Plans in PostgreSQL; see the port. */
export const createPlans = (pool: Pool): Plans => {
  const one = async (where: string, values: readonly unknown[]): Promise<PlanVersion | null> => {
    const { rows } = await pool.query<StoredVersion>(
      `select * from gouvernail.plans where state = 'ready' and ${where} order by version desc limit 1`,
      [...values],
    )
    return rows[0] ? versionOf(rows[0]) : null
  }
  return {
    ...runsIn(pool),
    latest: (period) => one('period = $1', [period]),
    find: (version) => one('version = $1', [version]),
    lastFailure: async (period) => {
      const { rows } = await pool.query<{ state: string; failure: string | null }>(
        'select state, failure from gouvernail.plans where period = $1 order by version desc limit 1',
        [period],
      )
      return rows[0]?.state === 'failed' ? rows[0].failure : null
    },
    keepCalendars: async (period, { readAt, schedules }) => {
      await pool.query('delete from gouvernail.plan_calendars where period <> $1', [period])
      await pool.query(
        `insert into gouvernail.plan_calendars (period, read_at, calendars) values ($1, $2, $3)
         on conflict (period) do update set read_at = excluded.read_at, calendars = excluded.calendars`,
        [period, readAt, JSON.stringify(schedules)],
      )
    },
    calendars: async (period) => {
      const { rows } = await pool.query<{ read_at: Date; calendars: KeptCalendars['schedules'] }>(
        'select read_at, calendars from gouvernail.plan_calendars where period = $1',
        [period],
      )
      return rows[0] ? { readAt: rows[0].read_at.toISOString(), schedules: rows[0].calendars } : null
    },
  }
}

const runsIn = (pool: Pool): Pick<Plans, 'begin' | 'beat' | 'end' | 'stop' | 'running'> => ({
  begin: async ({ period, madeBy, startedAt, base, adjustments }) => {
    await pool.query(
      `update gouvernail.plans set state = 'failed', failure = 'interrupted'
       where state = 'running' and beat_at < now() - ${DEAD_AFTER}`,
    )
    const { rows } = await pool.query<{ version: string }>(
      `insert into gouvernail.plans (period, made_by, started_at, base, adjustments) values ($1, $2, $3, $4, $5)
       on conflict do nothing returning version`,
      [period, madeBy, startedAt, base, JSON.stringify(adjustments)],
    )
    return rows[0] ? { ok: true, version: Number(rows[0].version) } : { ok: false }
  },
  beat: async (version, progress) => {
    const { rows } = await pool.query<{ is_stopping: boolean }>(
      `update gouvernail.plans set beat_at = now(), progress = coalesce($2, progress)
       where version = $1 and state = 'running' returning is_stopping`,
      [version, progress === null ? null : JSON.stringify(progress)],
    )
    return rows[0] !== undefined && !rows[0].is_stopping
  },
  end: async (version, end) => {
    await pool.query(
      `update gouvernail.plans set state = $2, plan = $3, failure = $4, progress = null
       where version = $1 and state = 'running'`,
      [
        version,
        end.state,
        end.state === 'ready' ? JSON.stringify(end.plan) : null,
        end.state === 'failed' ? end.failure : null,
      ],
    )
    await pool.query(
      `delete from gouvernail.plans where confirmed_at is null and state <> 'running' and version <= $1`,
      [version - VERSIONS_KEPT],
    )
  },
  stop: async () => {
    await pool.query(`update gouvernail.plans set is_stopping = true where state = 'running'`)
  },
  running: async () => {
    const { rows } = await pool.query<StoredRun>(
      `select version, period, made_by, started_at, progress, is_stopping from gouvernail.plans
       where state = 'running' and beat_at >= now() - ${DEAD_AFTER}`,
    )
    return rows[0] ? runOf(rows[0]) : null
  },
})

const runOf = ({ version, period, made_by, started_at, progress, is_stopping }: StoredRun): PlanRun => ({
  version: Number(version),
  period,
  madeBy: made_by,
  startedAt: started_at,
  progress,
  isStopping: is_stopping,
})

const versionOf = (row: StoredVersion): PlanVersion => ({
  version: Number(row.version),
  period: row.period,
  madeBy: row.made_by,
  startedAt: row.started_at,
  base: row.base === null ? null : Number(row.base),
  adjustments: row.adjustments,
  plan: row.plan,
  confirmedAt: row.confirmed_at,
})

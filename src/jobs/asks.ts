import type { Pool } from 'pg'
import type { Ask, Asks, Delivery } from '../ports/asks'
import type { MessageRef } from '../ports/messaging'
import { gathered } from './gathered'

interface StoredAsk {
  readonly cycle: string
  readonly person: string
  readonly conversation_id: string | null
  readonly activity_id: string | null
  readonly sending_at: Date | null
  readonly asked_at: Date | null
  readonly last_reminder_at: Date | null
  readonly failure: string | null
}

/** Who was asked what and when; see the port. */
export const createAsks = (pool: Pool): Asks => {
  const findAll = gathered(async (names: readonly AskName[]) => {
    const { rows } = await pool.query<StoredAsk>(
      `select * from gouvernail.asks where (cycle, person) in (select * from unnest($1::text[], $2::text[]))`,
      columnsOfNames(names),
    )
    const found = new Map(rows.map((row) => [nameOf(row), askOf(row)]))
    return (name) => found.get(nameOf(name))
  })
  const find = (cycle: string, person: string): Promise<Ask | undefined> => findAll({ cycle, person })
  // Once a question stands in a message it stays there: every answer asks where, and only the first must be told.
  const messages = new Map<string, MessageRef>()
  return {
    find,
    message: async (cycle, person) => {
      const name = nameOf({ cycle, person })
      const message = messages.get(name) ?? (await find(cycle, person))?.message ?? null
      if (message) messages.set(name, message)
      return message
    },
    claim: async (cycle, person) => {
      const { rows } = await pool.query<StoredAsk>(
        'insert into gouvernail.asks (cycle, person) values ($1, $2) on conflict do nothing returning *',
        [cycle, person],
      )
      if (rows[0]) return { claimed: true, ask: askOf(rows[0]) }
      const ask = await find(cycle, person)
      if (ask === undefined) throw new Error(`the ask of ${person} in ${cycle} vanished while being claimed`)
      return { claimed: false, ask }
    },
    save: async (cycle, person, change) => {
      const columns = columnsOf(change)
      if (columns.length === 0) return
      const assignments = columns.map(([name], index) => `${name} = $${index + 3}`).join(', ')
      await pool.query(`update gouvernail.asks set ${assignments} where cycle = $1 and person = $2`, [
        cycle,
        person,
        ...columns.map(([, value]) => value),
      ])
    },
    ofCycle: async (cycle) => {
      const { rows } = await pool.query<StoredAsk>('select * from gouvernail.asks where cycle = $1 order by person', [
        cycle,
      ])
      return rows.map(askOf)
    },
    markStep: async (cycle, person, step, at) => {
      const { rowCount } = await pool.query(
        'insert into gouvernail.ask_steps (cycle, person, step, at) values ($1, $2, $3, $4) on conflict do nothing',
        [cycle, person, step, at],
      )
      return rowCount === 1
    },
    leaseStep: async (cycle, person, step, minutes) => {
      const { rowCount } = await pool.query(
        `insert into gouvernail.ask_steps as s (cycle, person, step, at) values ($1, $2, $3, now())
         on conflict (cycle, person, step) do update set at = excluded.at
           where s.at < now() - make_interval(mins => $4)`,
        [cycle, person, step, minutes],
      )
      return rowCount === 1
    },
    isStepMarked: async (cycle, person, step) => {
      const { rowCount } = await pool.query(
        'select from gouvernail.ask_steps where cycle = $1 and person = $2 and step = $3',
        [cycle, person, step],
      )
      return rowCount === 1
    },
    log: async ({ cycle, person, kind, channel, outcome, reason, at }) => {
      await pool.query(
        `insert into gouvernail.deliveries (cycle, person, kind, channel, outcome, reason, at)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [cycle, person, kind, channel, outcome, reason, at],
      )
    },
    deliveries: async (cycle) => {
      const { rows } = await pool.query<Delivery>(
        `select cycle, person, kind, channel, outcome, reason, at
         from gouvernail.deliveries where cycle = $1 order by id`,
        [cycle],
      )
      return rows
    },
  }
}

type AskName = Pick<Ask, 'cycle' | 'person'>

const nameOf = ({ cycle, person }: AskName): string => JSON.stringify([cycle, person])

const columnsOfNames = (names: readonly AskName[]): [string[], string[]] => [
  names.map(({ cycle }) => cycle),
  names.map(({ person }) => person),
]

const askOf = (row: StoredAsk): Ask => ({
  cycle: row.cycle,
  person: row.person,
  message:
    row.conversation_id !== null && row.activity_id !== null
      ? { conversationId: row.conversation_id, activityId: row.activity_id }
      : null,
  sendingAt: row.sending_at,
  askedAt: row.asked_at,
  lastReminderAt: row.last_reminder_at,
  failure: row.failure,
})

/** The columns that a change sets; what it does not mention keeps its value. */
const columnsOf = (
  change: Partial<Omit<Ask, 'cycle' | 'person'>>,
): readonly (readonly [string, string | Date | null])[] => {
  const { message, sendingAt, askedAt, lastReminderAt, failure } = change
  const columns: (readonly [string, string | Date | null | undefined])[] = [
    ['conversation_id', message === undefined ? undefined : (message?.conversationId ?? null)],
    ['activity_id', message === undefined ? undefined : (message?.activityId ?? null)],
    ['sending_at', sendingAt],
    ['asked_at', askedAt],
    ['last_reminder_at', lastReminderAt],
    ['failure', failure],
  ]
  return columns.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))
}

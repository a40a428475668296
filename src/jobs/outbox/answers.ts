import type { Pool } from 'pg'
import type { Clock } from '../../context'
import type { Answers, JudgedAnswer } from '../../ports/answers'
import { inSpan } from '../../telemetry/trace'
import { entryOf, type NewEntry } from '../audit'
import { gathered } from '../gathered'
import type { JoinedOutbox } from './outbox'
import type { NewWrite, PendingWrite } from './outbox-table'

/** An answer as it travels to the database. */
interface Told {
  readonly answer: JudgedAnswer
  readonly writes: readonly NewWrite[]
  readonly entries: readonly NewEntry[]
}

/** What the function `record_answers` of the database says. */
interface Recorded {
  readonly stale: readonly number[]
  readonly overtaken: readonly number[]
  readonly stored: readonly PendingWrite[]
}

type Verdict = Awaited<ReturnType<Answers['record']>>

/** Answers that come at the same time share a transaction; see the port. */
export const createAnswers = (pool: Pool, outbox: JoinedOutbox, clock: Clock): Answers => {
  const record = gathered(async (asked: readonly Told[]) => {
    const group = oneEach(asked)
    const writes = numbered(group.map((told) => told.writes))
    const delayMs = outbox.delayMs(writes.length)
    const { rows } = await pool.query<{ recorded: Recorded }>({
      name: 'record answers',
      text: 'select gouvernail.record_answers($1, $2, $3, $4, $5) as recorded',
      values: [
        JSON.stringify(group.map(({ answer }, item) => ({ item, ...answerRow(answer) }))),
        JSON.stringify(numbered(group.map(({ answer }) => answer.known))),
        JSON.stringify(writes),
        JSON.stringify(numbered(group.map(({ entries }) => entries))),
        delayMs,
      ],
    })
    const { stale = [], overtaken = [], stored = [] } = rows[0]?.recorded ?? {}
    outbox.took(stored, delayMs)
    return (told): Verdict => {
      const item = group.indexOf(told)
      if (item < 0 || stale.includes(item)) return 'stale'
      return overtaken.includes(item) ? 'overtaken' : 'recorded'
    }
  })
  return {
    known: outbox.known,
    record: (answer) =>
      inSpan('outbox.put', { attributes: { rows: answer.change?.writes.length ?? 0 } }, () =>
        record({ answer, writes: outbox.rows(answer.change?.writes ?? []), entries: entriesOf(clock, answer) }),
      ),
  }
}

/** The first answer about each project: the second must be judged by what the first has left. */
const oneEach = (asked: readonly Told[]): readonly Told[] => {
  const first = new Map<string, Told>()
  for (const told of asked) if (!first.has(told.answer.project)) first.set(told.answer.project, told)
  return [...first.values()]
}

/** The rows of each answer, marked with its place. */
const numbered = (each: readonly (readonly object[])[]): readonly object[] =>
  each.flatMap((rows, item) => rows.map((row) => ({ item, ...row })))

const answerRow = ({ cycle, project, report, sentAt, change }: JudgedAnswer): object => ({
  cycle,
  project,
  report,
  sent_at: sentAt,
  person: change?.audit.actor.person ?? null,
  at: change?.readAt ?? null,
})

const entriesOf = (clock: Clock, { change }: JudgedAnswer): readonly NewEntry[] => {
  if (change === null) return []
  const { actor, action, subject, detail } = change.audit
  return [entryOf(clock, actor, action, subject, detail)]
}

import type { Pool, PoolClient } from 'pg'
import type { Clock } from '../../context'
import { personName } from '../../lists/kit/person-name'
import { appendEntry, auditPages } from '../audit'
import { withTransaction } from '../database/postgres'
import { pseudonymsOf } from '../pseudonyms'
import { storedTables } from './tables'

/** `src/privacy` says what each of these means. */
export const createPersonRecords = (pool: Pool, clock: Clock) => ({
  async of(person: string): Promise<Readonly<Record<string, readonly object[]>>> {
    const found: Record<string, readonly object[]> = {}
    for (const { name, aboutPerson } of about) {
      const { rows } = await pool.query<{ row: object }>(
        `select to_jsonb(t) as row from gouvernail.${name} t where ${aboutPerson}`,
        [person],
      )
      if (rows.length > 0) found[name] = rows.map(({ row }) => row)
    }
    return found
  },

  async audit(person: string): Promise<readonly object[]> {
    const names = [person, await pseudonymIn(pool, person)].filter((name) => name !== undefined)
    const entries: object[] = []
    for await (const page of auditPages(pool)) {
      for (const { position, at, actor, action, subject, detail } of page) {
        const said = [actor ?? '', subject, detail]
        if (!names.some((name) => said.some((text) => personName(name).isIn(text)))) continue
        const shown = JSON.stringify({ position, at, actor, action, subject, detail: JSON.parse(detail) })
        entries.push(JSON.parse(names.reduce((text, name) => personName(name).replacedIn(text, person), shown)))
      }
    }
    return entries
  },

  async waiting(person: string): Promise<number> {
    const { rows } = await pool.query<{ waiting: number }>(
      // A ballot of a vote under way is not in its list yet either, and counts when the vote is closed.
      `select (select count(*) from gouvernail.outbox
               where position($1 in key || fields::text || replaces::text) > 0 and written_at is null)
            + (select count(*) from gouvernail.ballots where voter = $1 or cast_by = $1)
            + (select count(*) from gouvernail.convening
               where position($1 in payload::text) > 0 and state = 'waiting') as waiting`,
      [person],
    )
    return rows[0]?.waiting ?? 0
  },

  pseudonym: (person: string): Promise<string> =>
    withTransaction(pool, async (client) => (await pseudonymsOf(client, [person])).get(person) ?? person),

  erase: (person: string, note: { readonly pseudonym: string; readonly detail: object }) =>
    withTransaction(pool, async (client) => {
      const deleted: Record<string, number> = {}
      for (const { name, aboutPerson } of about) {
        const { rowCount } = await client.query(`delete from gouvernail.${name} where ${aboutPerson}`, [person])
        if (rowCount) deleted[name] = rowCount
      }
      const detail = JSON.stringify({ ...note.detail, deleted })
      await appendEntry(client, clock, { actor: null, action: 'person.erase', subject: note.pseudonym, detail })
      return { deleted, namedInAudit: await namedInAudit(client, person) }
    }),
})

const about = storedTables.flatMap(({ name, aboutPerson }) => (aboutPerson ? [{ name, aboutPerson }] : []))

const pseudonymIn = async (pool: Pool, person: string): Promise<string | undefined> => {
  const { rows } = await pool.query<{ pseudonym: string }>(
    'select pseudonym from gouvernail.audit_people where person = $1',
    [person],
  )
  return rows[0]?.pseudonym
}

const namedInAudit = async (client: PoolClient, person: string): Promise<number> => {
  const { rows } = await client.query<{ named: number }>(
    `select count(*) as named from gouvernail.audit where position($1 in coalesce(actor, '') || subject || detail) > 0`,
    [person],
  )
  return rows[0]?.named ?? 0
}

import type { Pool, PoolClient } from 'pg'

/** Entra object ids in any text; they are lower case throughout the product. */
const GUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** The object ids in these texts, each once. */
export const idsIn = (texts: readonly string[]): readonly string[] =>
  [...new Set(texts.flatMap((text) => text.match(GUID) ?? []))].sort()

export type Pseudonyms = ReadonlyMap<string, string>

interface Known {
  readonly person: string
  readonly pseudonym: string
}

/** The pseudonyms of these people, each named once; whoever has none gets one. */
export const pseudonymsOf = async (client: Pool | PoolClient, ids: readonly string[]): Promise<Pseudonyms> => {
  const { rows } = await client.query<Known>(
    'select person, pseudonym from gouvernail.audit_people where person = any($1)',
    [ids],
  )
  const known = new Map(rows.map(({ person, pseudonym }) => [person, pseudonym]))
  const unknown = ids.filter((id) => !known.has(id))
  if (unknown.length === 0) return known
  // Two copies that meet a person at the same moment: the second waits, and gets the pseudonym that the first has given.
  const { rows: added } = await client.query<Known>(
    `insert into gouvernail.audit_people (person) select unnest($1::text[])
     on conflict (person) do update set person = excluded.person returning person, pseudonym`,
    [unknown],
  )
  for (const { person, pseudonym } of added) known.set(person, pseudonym)
  return known
}

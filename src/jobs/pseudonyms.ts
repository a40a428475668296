import type { Pool, PoolClient } from 'pg'

/** Entra object ids in any text; they are lower case throughout the product. */
const GUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

export type Pseudonyms = ReadonlyMap<string, string>

interface Known {
  readonly person: string
  readonly pseudonym: string
}

/** The object ids in these texts, each once. */
export const idsIn = (texts: readonly string[]): readonly string[] =>
  [...new Set(texts.flatMap((text) => text.match(GUID) ?? []))].sort()

/**
 * The pseudonyms of every object id in these texts; new ids get one. Ids that are not a person's get one as well, which does no
 * harm: it is looked up like the others.
 */
export const pseudonymsOf = async (client: Pool | PoolClient, texts: readonly string[]): Promise<Pseudonyms> => {
  const ids = idsIn(texts)
  if (ids.length === 0) return new Map()
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

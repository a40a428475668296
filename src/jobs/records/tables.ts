/** A table of the schema `gouvernail`: what becomes of it in an export, and which of its rows are about a person. */
export interface StoredTable {
  readonly name: string
  /** Columns that put its rows in order, for tables that an export carries. */
  readonly exportedBy?: string
  /** SQL condition on its rows `t`, where an export does not carry all of them. */
  readonly exportedIf?: string
  /** SQL condition on a person's object id `$1`, for rows that go when the person is erased. */
  readonly aboutPerson?: string
}

/**
 * Every table (a test compares with the database). An export carries what Microsoft 365 has no place for and what would be missed:
 * who was asked, reminded and reached, the ballots of open votes under way, and the audit chain. It leaves the outbox, which it empties
 * first, conversation references, which the connector gives again and which are worth nothing to another bot, answers kept for a minute,
 * subscriptions to this site, what panels and cards of a meeting keep, secret votes under way, whose voters a copy could tell (decision 33),
 * and plans of meetings: what was confirmed is in the lists, and a plan is made again in a minute.
 */
export const storedTables: readonly StoredTable[] = [
  { name: 'audit', exportedBy: 'position' },
  { name: 'audit_people', exportedBy: 'person', aboutPerson: 'person = $1' },
  { name: 'asks', exportedBy: 'cycle, person', aboutPerson: 'person = $1' },
  { name: 'ask_steps', exportedBy: 'cycle, person, step', aboutPerson: 'person = $1' },
  { name: 'deliveries', exportedBy: 'id', aboutPerson: 'person = $1' },
  { name: 'answers_sent', exportedBy: 'cycle, project' },
  { name: 'conversations', aboutPerson: 'owner = $1' },
  { name: 'invokes', aboutPerson: `position($1 in key || coalesce(answer, '')) > 0` },
  {
    name: 'outbox',
    aboutPerson: 'position($1 in key || fields::text || replaces::text) > 0 and written_at is not null',
  },
  { name: 'subscriptions' },
  { name: 'votes', exportedBy: 'decision', exportedIf: `not secret or state = 'closed'` },
  {
    name: 'ballots',
    exportedBy: 'decision, voter',
    exportedIf: 'exists (select from gouvernail.votes v where v.decision = t.decision and not v.secret)',
    aboutPerson: 'voter = $1 or cast_by = $1',
  },
  { name: 'floor_requests', aboutPerson: 'person = $1' },
  { name: 'panels', aboutPerson: 'person = $1' },
  { name: 'session_cards', aboutPerson: 'person = $1' },
  { name: 'guest_cards', aboutPerson: 'person = $1' },
  { name: 'numbers', exportedBy: 'series' },
  {
    name: 'plans',
    aboutPerson: `position($1 in made_by || adjustments::text || coalesce(plan::text, '')) > 0 and state <> 'running'`,
  },
  { name: 'plan_calendars', aboutPerson: 'position($1 in calendars::text) > 0' },
  // Who was invited, and why a meeting stands where it does.
  { name: 'convening', aboutPerson: `position($1 in payload::text) > 0 and state <> 'waiting'` },
  { name: 'migrations' },
]

import { parseArgs } from 'node:util'
import type { Person } from '../../context'
import { createPersonRecords } from '../../jobs/records/person-records'
import { allLists } from '../../lists/all'
import { Memberships } from '../../lists/committees/memberships'
import { isObjectId } from '../../lists/kit/person-name'
import { erasePerson, plannedErasure, type RowErasure } from '../../privacy/erase-person'
import { exportPerson, type PersonExport } from '../../privacy/export-person'
import { writeJson } from '../files'
import { type Io, noMore, Refusal } from '../io'
import type { Opened, OpenSite } from '../open'

const OUTBOX_MS = 60_000

/**
 * `gouvernail person export ID|MAIL [--out FILE]` and `person erase ID|MAIL [--dry-run]`, both with `--json`. A person who has left the
 * directory is named by their Entra object id, a member of a body without an account by address or external id.
 */
export const personCommand = async (args: readonly string[], io: Io, open: Opened['site']): Promise<void> => {
  const { positionals, values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      out: { type: 'string' },
    },
    allowPositionals: true,
  })
  const [verb, who, ...rest] = positionals
  // Blank is nobody's name, and would be that of whoever has no address.
  if ((verb !== 'export' && verb !== 'erase') || !who?.trim()) throw new Refusal(io.t('operations:usage.person'))
  noMore(rest, io, 'operations:usage.person')
  // Whoever writes `erase … --out FILE` expects the file first: nothing is erased on a misunderstanding.
  const misplaced = verb === 'erase' ? values.out !== undefined && '--out' : values['dry-run'] && '--dry-run'
  if (misplaced)
    throw new Refusal(`${io.t('cli:refused.option', { given: misplaced })}\n${io.t('operations:usage.person')}`)
  const site = await open()
  const people = site.ctx.directory.all().filter(({ id, mail }) => [id, mail.toLowerCase()].includes(who.toLowerCase()))
  const [known] = people
  const ids = people.map((person) => person.id)
  const [id, ...others] = known ? ids : isObjectId(who) ? [who.toLowerCase()] : withoutAccount(site, who)
  if (id === undefined) throw new Refusal(io.t('operations:person.unknown', { who }))
  if (others.length > 0) throw new Refusal(io.t('operations:person.several', { who, ids: [id, ...others].join(', ') }))
  await site.ctx.outbox.drained(OUTBOX_MS).catch(() => undefined)
  const held = await heldOn(site, id, known ?? null)
  if (verb === 'export') return tellExport(held, values, io)
  return erase(site, held, values, io)
}

/** What memberships call the members without an account that have this id or address. */
const withoutAccount = ({ ctx }: OpenSite, who: string): readonly string[] => {
  const rows = ctx.lists.all(Memberships).filter(({ person }) => person === null)
  const isNamed = rows.some(({ externalId }) => externalId === who)
  const named = isNamed ? [] : rows.filter(({ mail }) => mail?.toLowerCase() === who.toLowerCase())
  return isNamed ? [who] : [...new Set(named.flatMap(({ externalId }) => externalId ?? []))]
}

const storesOf = ({ ctx, pool }: OpenSite) => ({ lists: ctx.lists, records: createPersonRecords(pool, ctx.clock) })

const heldOn = (site: OpenSite, id: string, known: Person | null): Promise<PersonExport> =>
  exportPerson(storesOf(site), allLists, id, known)

const recordsIn = ({ records }: PersonExport): number =>
  Object.values(records).reduce((sum, { length }) => sum + length, 0)

const tellExport = async (held: PersonExport, flags: { json: boolean; out?: string }, io: Io): Promise<void> => {
  if (flags.out === undefined) return io.json(held)
  await writeJson(flags.out, held, io, 0o600)
  const { rows, mentions, audit } = held
  const counts = { rows: rows.length, mentions: mentions.length, records: recordsIn(held), audit: audit.length }
  if (flags.json) return io.json({ person: held.person, file: flags.out, ...counts })
  io.line(io.t('operations:person.exported', { file: flags.out, ...counts }))
}

/** What an erasure leaves, and why: said each time, because it is for the organisation to decide on the rest. */
const KEPT = ['audit', 'documents', 'texts', 'versions', 'microsoft'] as const

const erase = async (site: OpenSite, held: PersonExport, flags: { json: boolean; 'dry-run': boolean }, io: Io) => {
  const dryRun = flags['dry-run']
  const { person, mentions } = held
  if (held.rows.length === 0 && recordsIn(held) === 0) {
    throw new Refusal(io.t('operations:person.nothing', { person, audit: held.audit.length }))
  }
  const planned = plannedErasure(allLists, site.ctx.lists, person)
  const records = Object.fromEntries(Object.entries(held.records).map(([table, rows]) => [table, rows.length]))
  let done = { rows: planned, records: { deleted: records, namedInAudit: 0 } }
  if (!dryRun) {
    const outcome = await erasePerson(storesOf(site), allLists, person)
    if (!outcome.ok) {
      const rows = outcome.reason === 'rows-left' ? outcome.rows.join('; ') : ''
      const count = outcome.reason === 'waiting' ? outcome.count : 0
      throw new Refusal(io.t(`operations:person.${outcome.reason}`, { count, rows }))
    }
    done = { rows: outcome.report.rows, records: outcome.report.records }
  }
  if (flags.json) return io.json({ person, dryRun, ...done, mentions: mentions.length, kept: KEPT })
  for (const row of done.rows) io.line(rowLine(row, io))
  for (const [table, count] of Object.entries(done.records.deleted)) {
    io.line(io.t('operations:person.records', { table, count }))
  }
  io.line(io.t(dryRun ? 'operations:person.dry' : 'operations:person.erased', { count: done.rows.length }))
  const counts = { mentions: mentions.length, named: done.records.namedInAudit }
  for (const code of KEPT) io.line(`  ${io.t(`operations:kept.${code}`, counts)}`)
}

const rowLine = ({ list, key, outcome, cleared, pseudonymised }: RowErasure, io: Io): string => {
  const line = (what: string): string => io.t('operations:person.row', { list, key, what })
  if (outcome === 'removed') return `- ${line(io.t('operations:person.removed'))}`
  const parts = [
    ...cleared.map((field) => io.t('operations:person.cleared', { field })),
    ...pseudonymised.map((field) => io.t('operations:person.pseudonym', { field })),
  ]
  return `~ ${line(parts.join(', '))}`
}

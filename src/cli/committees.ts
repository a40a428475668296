import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { type BodiesReport, runBodiesImport } from '../committees/import/run-bodies-import'
import type { Context } from '../context'
import type { Translate } from '../i18n/text'
import { readBytes } from './files'
import { listed } from './import'
import { type Io, Refusal } from './io'

const options = {
  json: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
} as const

/** `gouvernail committees import FILE… [--dry-run] [--json]`; `gouvernail import undo BATCH` takes it back. */
export const committeesCommand = async (
  args: readonly string[],
  io: Io,
  open: () => Promise<Context>,
): Promise<void> => {
  const { positionals, values } = parseArgs({ args: [...args], options, allowPositionals: true })
  const [verb, ...paths] = positionals
  if (verb !== 'import' || paths.length === 0) throw new Refusal(io.t('cli:usage.committees'))
  const files = await Promise.all(
    paths.map(async (path) => ({ name: basename(path), bytes: await readBytes(path, io) })),
  )
  const outcome = await runBodiesImport(await open(), null, files, values['dry-run'])
  if (!outcome.ok) {
    const failure = io.t(`import:failure.${outcome.reason}`)
    throw new Refusal(io.t('import:failure.in-file', { file: outcome.file, failure }))
  }
  if (values.json) io.json(outcome.report)
  else for (const line of reportLines(outcome.report, io.t)) io.line(line)
}

const headOf = (report: BodiesReport, t: Translate): string => {
  if (report.alreadyImported) return t('import:run.already', { batch: report.alreadyImported })
  if (report.dryRun) return t('import:run.dry')
  return report.batch === null ? t('import:bodies.nothing') : t('import:bodies.done', { batch: report.batch })
}

/** The report of an import as lines for a person. */
const reportLines = (report: BodiesReport, t: Translate): readonly string[] => [
  headOf(report, t),
  t('import:bodies.bodies', { ...report.bodies }),
  t('import:bodies.memberships', { ...report.memberships }),
  ...listed(t, 'import:bodies.otherSheets', report.otherSheets, (name) => name),
  ...listed(t, 'import:run.rejected', report.rejected, ({ where, reason, value }) =>
    t('import:bodies.row', {
      where,
      reason: t(`import:rejected.${reason}`),
      value: value === '' ? '' : ` (${value})`,
    }),
  ),
  ...listed(t, 'import:bodies.merged', report.merged, ({ where, name }) =>
    t('import:bodies.row', { where, reason: name, value: '' }),
  ),
  ...listed(t, 'import:bodies.shared', report.shared, ({ body, role, names: [first, other] }) =>
    t('import:bodies.sharedRole', { body, role: t(`committees:memberRole.${role}`), first, other }),
  ),
  ...listed(t, 'import:run.unread', report.unread, ({ where, name, value, reason }) =>
    t('import:bodies.cell', {
      where,
      name,
      value: value.replace(/\s+/g, ' ').slice(0, 60),
      reason: t(`import:unread.${reason}`),
    }),
  ),
  ...listed(t, 'import:bodies.unmapped', report.unmapped, (each) => t('import:bodies.heading', { ...each })),
  ...listed(t, 'import:bodies.withoutAccount', report.withoutAccount, (name) => name),
  ...listed(t, 'import:bodies.notInFile', report.notInFile, ({ body, name }) => `${body} ${name}`),
]

import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Clock } from '../../src/context'
import { connectGraph } from '../../src/graph/door'
import { allLists } from '../../src/lists/all'
import { Publications } from '../../src/lists/publications'
import { StatusCycles } from '../../src/lists/status-cycles'
import { StatusReports } from '../../src/lists/status-reports'
import { executivePack } from '../../src/reports/pack/executive-pack'
import { wordingOf } from '../../src/reports/pack/wording'
import { writePptx } from '../../src/reports/pptx/write-pptx'
import { readSnapshot, type Snapshot } from '../../src/reports/snapshot'
import { workbookOf } from '../../src/reports/xlsx/workbook'
import { writeXlsx } from '../../src/reports/xlsx/write-xlsx'
import { localMicrosoft } from '../../src/server/local'
import { quietLog } from '../kit/quiet-log'
import type { Evidence, HeldReport } from './invariants'
import type { World } from './world'

type Held = Pick<Evidence, 'reports' | 'keys' | 'publication'>

const Item = z.object({ fields: z.record(z.string(), z.unknown()) })
const clock: Clock = { now: () => new Date() }
const LOCALE = 'fr'

/** What SharePoint holds after a run, read past every replica and cache: the lists item by item, the files byte by byte. */
export const heldBy = async (world: World, cycle: string): Promise<Held> => {
  const door = connectGraph(localMicrosoft(world.tenant, {}).graph, { log: quietLog, clock, lists: allLists })
  try {
    const site = await door.siteId()
    const keys: string[] = []
    for (const of of allLists) {
      const items = await door.application.all({
        method: 'GET',
        path: `/sites/${site}/lists/${of.name}/items`,
        query: { $expand: 'fields' },
      })
      const column = of.key === 'title' ? 'Title' : `${of.key.charAt(0).toUpperCase()}${of.key.slice(1)}`
      keys.push(...items.map((item) => `${of.name} ${Item.parse(item).fields[column]}`))
    }
    await door.lists.start()
    const reports = door.lists
      .all(StatusReports)
      .filter((row) => row.cycle === cycle)
      .map(
        ({ reportKey, project, overall, comment }): HeldReport => ({
          key: reportKey,
          project,
          overall,
          comment,
        }),
      )
    const rows = door.lists.all(Publications).filter((row) => row.cycle === cycle)
    const files = new Map<string, Uint8Array>()
    const problems: string[] = []
    for (const row of rows) {
      const content = await door.library.download(row.driveItem ?? '')
      files.set(`${row.kind} v${row.version}`, content)
      if (sha256(content) !== row.sha256) problems.push(`${row.publicationKey} is not the file that was recorded`)
    }
    const [version] = [...new Set(rows.map((row) => row.version))]
    // A report is published with its cycle. A publication cut short may have left a version behind that was never recorded.
    const row = door.lists.find(StatusCycles, cycle)
    if (row?.state !== 'published' || row.snapshotVersion !== version)
      problems.push(`the cycle is ${row?.state} with version ${row?.snapshotVersion}, the files have ${version}`)
    if (rows.length !== 3 || version === undefined)
      problems.push(`${rows.length} files are recorded: ${rows.map((row) => row.publicationKey).join(', ')}`)
    else problems.push(...(await againstSnapshot(files, version, reports)))
    return { keys, reports, publication: problems }
  } finally {
    await door.close()
  }
}

const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex')

/** Pack and workbook must be what the snapshot gives, and the snapshot what was answered. */
const againstSnapshot = async (
  files: ReadonlyMap<string, Uint8Array>,
  version: number,
  reports: readonly HeldReport[],
): Promise<readonly string[]> => {
  const snapshot = readSnapshot(files.get(`snapshot v${version}`) ?? new Uint8Array())
  const wording = wordingOf(LOCALE)
  const pack = await writePptx(executivePack(snapshot, wording), snapshot.generatedAt)
  const workbook = await writeXlsx(workbookOf(snapshot, wording), snapshot.generatedAt)
  const differs = (kind: string, rendered: Uint8Array): string[] =>
    sha256(files.get(`${kind} v${version}`) ?? new Uint8Array()) === sha256(rendered)
      ? []
      : [`the ${kind} is not what its snapshot gives`]
  return [...differs('executivePack', pack), ...differs('workbook', workbook), ...reportsAgainst(snapshot, reports)]
}

const reportsAgainst = (snapshot: Snapshot, reports: readonly HeldReport[]): readonly string[] => {
  const held = new Map(reports.map((report) => [report.project, report]))
  return snapshot.projects.flatMap(({ number, declared, comment }) => {
    const report = held.get(number)
    const same = (report?.overall ?? null) === declared && (report?.comment ?? null) === comment
    return same
      ? []
      : [`${number}: published as ${declared} “${comment}”, the list says ${report?.overall} “${report?.comment}”`]
  })
}

import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { makeFolder } from '../folders/make-folder'
import { translate } from '../i18n/translate'
import { Projects } from '../lists/projects'
import { StatusReports } from '../lists/status-reports'
import { costMark, costSince, type GraphCost } from './graph-cost'
import { startTemporaryService } from './temporary-service'
import { publishedFiles, walkCycle } from './walk-cycle'

/** What `npm run demo -- --json` prints. */
interface DemoReport {
  readonly projects: number
  readonly managers: number
  readonly messages: number
  readonly answers: number
  /** Reports of the cycle in the SharePoint list. */
  readonly reportsInList: number
  readonly publications: readonly { readonly name: string; readonly bytes: number; readonly path: string }[]
  /** Of the cycle alone, provisioning and seeding left aside. */
  readonly graph: GraphCost
  readonly ms: number
}

/** One whole cycle without a browser, on temporary data; the published files are left in `folder`. */
const demo = async (folder: string): Promise<DemoReport> => {
  const started = performance.now()
  const { service, tenant, graphLog, close } = await startTemporaryService()
  try {
    const mark = costMark(graphLog)
    const addresses = { origin: service.origin, tenantOrigin: tenant.origin }
    const walked = await walkCycle(addresses, { beforeClosing: () => service.outbox.drained() })
    await service.outbox.drained()
    const graph = costSince(graphLog, mark)
    makeFolder(folder)
    const publications = (await publishedFiles(addresses, walked.code)).map(({ name, bytes, content }) => {
      const path = resolve(folder, name)
      writeFileSync(path, content)
      return { name, bytes, path }
    })
    await service.door.lists.syncNow()
    return {
      projects: service.ctx.lists.all(Projects).length,
      managers: walked.managers,
      messages: walked.messages,
      answers: walked.answers,
      reportsInList: service.ctx.lists.all(StatusReports).filter(({ cycle }) => cycle === walked.code).length,
      publications,
      graph,
      ms: Math.round(performance.now() - started),
    }
  } finally {
    await close()
  }
}

const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, out: { type: 'string', default: 'dist/demo' } },
})

demo(resolve(values.out)).then(
  (report) => {
    if (values.json) console.log(JSON.stringify(report, null, 2))
    else {
      const { graph, publications, ...figures } = report
      console.log(
        translate('fr')('cli:demo.done', {
          ...figures,
          ...graph,
          files: publications.map(({ path }) => path).join('\n  '),
        }),
      )
    }
    process.exit(0)
  },
  (error: unknown) => {
    console.error(error)
    process.exit(1)
  },
)

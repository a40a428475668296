import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { translate } from '../i18n/translate'
import { people } from '../local-tenant/people'
import { configOfProcess } from '../server/config'
import { startRefusal } from '../server/start-refusal'
import { startPlayground } from './playground-process'

const t = translate('fr')
const root = join(__dirname, '..', '..')
const DEFAULT_PERSON = 'Julie Maréchaux'
const START_TIMEOUT_MS = 60_000

const isUp = async (origin: string): Promise<boolean> => {
  try {
    return (await fetch(`${origin}/healthz`)).ok
  } catch {
    // Nobody listens there: not an error, the service is started then.
    return false
  }
}

/** The service, started when it is not running yet; null when it runs already and must be left alone. */
const ensureService = async (origin: string): Promise<ChildProcess | null> => {
  if (await isUp(origin)) return null
  console.log(t('cli:playground.starting'))
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'src', 'server', 'main.ts')], {
    stdio: ['ignore', 'inherit', 'inherit'],
    cwd: root,
  })
  const until = Date.now() + START_TIMEOUT_MS
  while (!(await isUp(origin))) {
    if (child.exitCode !== null) throw new Error(`the service ended at once (code ${child.exitCode})`)
    if (Date.now() > until) throw new Error('the service did not start in time')
    await delay(200)
  }
  return child
}

/** `npm run playground -- "Nora Pirard"`: Microsoft 365 Agents Playground, signed in as a person of the local tenant. */
const main = async (): Promise<number> => {
  const config = configOfProcess()
  if (config.tenant !== 'local') {
    console.error(t('cli:playground.localOnly'))
    return 2
  }
  const name = process.argv.slice(2).find((argument) => !argument.startsWith('-')) ?? DEFAULT_PERSON
  const person = people.find(({ displayName }) => displayName.localeCompare(name, 'fr', { sensitivity: 'base' }) === 0)
  if (!person) {
    console.error(t('cli:playground.unknown', { name }))
    return 2
  }
  const service = await ensureService(`http://127.0.0.1:${config.service.port}`)
  try {
    const playground = await startPlayground({
      person,
      tenantOrigin: `http://127.0.0.1:${config.tenantPort}`,
      folder: config.service.dataDir,
      openBrowser: process.argv.includes('--open'),
    })
    console.log(t('cli:playground.ready', { url: playground.url, name: person.displayName }))
    const interrupted = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
    await Promise.race([interrupted, playground.ended])
    await playground.close()
    return 0
  } finally {
    if (service && service.exitCode === null) {
      service.kill()
      await once(service, 'exit')
    }
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(startRefusal(error, t) ?? (error instanceof Error ? error.message : String(error)))
    process.exit(1)
  },
)

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { people, type TenantPerson } from '../local-tenant/people'
import { application, directory, team } from '../local-tenant/registration'

/** The bot answers to the Playground at this address only: it is on its closed list of connectors. */
export const PLAYGROUND_PORT = 56150

export interface PlaygroundOptions {
  /** The person whom the Playground signs in. */
  readonly person: TenantPerson
  /** Origin of the local tenant, which signs what the Playground sends: the bot refuses unsigned activities. */
  readonly tenantOrigin: string
  /** Folder for the configuration and the log of the Playground. */
  readonly folder: string
  readonly openBrowser: boolean
}

export interface Playground {
  readonly url: string
  /** Resolves when the Playground has ended by itself. */
  readonly ended: Promise<void>
  close(): Promise<void>
}

const START_TIMEOUT_MS = 30_000

const user = ({ id, displayName, userPrincipalName }: TenantPerson): Record<string, string> => ({
  id: `29:${id}`,
  name: displayName,
  userPrincipleName: userPrincipalName,
  aadObjectId: id,
  givenName: displayName.split(' ')[0] ?? displayName,
  surname: displayName.split(' ').slice(1).join(' '),
  email: userPrincipalName,
})

/** Configuration 0.1.1 of the Playground (JSON is YAML): it wants exactly five people beside the current one. */
export const playgroundConfig = (person: TenantPerson): object => ({
  version: '0.1.1',
  tenantId: directory.tenantId,
  bot: { id: `28:${application.clientId}`, name: application.displayName },
  currentUser: user(person),
  users: people
    .filter(({ id }) => id !== person.id)
    .slice(0, 5)
    .map(user),
  personalChat: { id: `a:playground-${person.id}` },
  groupChat: { id: '19:playground-group@thread.v2', name: team.teamName },
  team: {
    id: '19:playground-team@thread.tacv2',
    name: team.teamName,
    aadGroupId: team.teamId,
    channels: [{ id: team.channelId, name: team.channelName }],
  },
})

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    const end = (open: boolean) => (): void => {
      socket.destroy()
      resolve(open)
    }
    socket.once('connect', end(true)).once('error', end(false))
  })

/** Waits for the Playground, which says "Listening" even when it then ends because its configuration is wrong. */
const ready = async (child: ChildProcess): Promise<void> => {
  const until = Date.now() + START_TIMEOUT_MS
  while (!(await answers(PLAYGROUND_PORT))) {
    if (child.exitCode !== null) throw new Error(`the Playground ended at once (code ${child.exitCode})`)
    if (Date.now() > until) throw new Error('the Playground did not start in time')
    await delay(100)
  }
}

/** Starts Microsoft 365 Agents Playground, Microsoft's own test client, on the bot of the running service. */
export const startPlayground = async (options: PlaygroundOptions): Promise<Playground> => {
  if (await answers(PLAYGROUND_PORT)) throw new Error(`port ${PLAYGROUND_PORT} is taken: is a Playground open already?`)
  const config = join(options.folder, 'playground.yml')
  mkdirSync(options.folder, { recursive: true })
  writeFileSync(config, JSON.stringify(playgroundConfig(options.person), null, 2))
  const cli = join(dirname(require.resolve('@microsoft/m365agentsplayground/package.json')), 'cli.js')
  const child = spawn(process.execPath, [cli, 'start', '-p', String(PLAYGROUND_PORT), '-c', 'msteams', '--dt'], {
    stdio: 'ignore',
    // The program takes its settings from the environment only; the rest of it is handed on unread.
    env: {
      ...process.env,
      BOT_ENDPOINT: `${options.tenantOrigin}/_tenant/relay`,
      M365_AGENTS_PLAYGROUND_CONFIG_PATH: config,
      TEAMSAPPTESTER_LOGFILE: join(options.folder, 'playground.log'),
      ...(options.openBrowser ? {} : { TEAMSAPPTESTER_BROWSER: 'none' }),
    },
  })
  const ended = once(child, 'exit').then(() => undefined)
  const close = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill()
    await ended
  }
  try {
    await ready(child)
  } catch (error) {
    await close()
    throw error
  }
  return { url: `http://localhost:${PLAYGROUND_PORT}`, ended, close }
}

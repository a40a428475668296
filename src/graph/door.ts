import { z } from 'zod'
import { createCalendars } from './calendars/calendars'
import { createDocuments } from './documents'
import { createBudget } from './http/budget'
import type { GraphCaller } from './http/caller'
import { type ChainParts, transfer } from './http/chain'
import { createCaller, relativeLink } from './http/client'
import { createRequestLog } from './http/request-log'
import { createTokens } from './identity/tokens'
import { createLibrary, findDrive, type LibraryParts } from './library'
import { createListStore } from './list-store'
import { createDirectory } from './people/directory'
import { createFeed } from './people/feed'
import { createMail } from './people/mail'
import { createTeamsApp } from './people/teams-app'
import { createTasks } from './planner/tasks'
import type { DoorParts, GraphConfig, GraphDoor } from './ports'
import { readSiteLists, type SiteLists } from './rows/site-lists'
import { createSiteUsers } from './rows/site-users'
import { createSubscriptions } from './subscriptions'

/** A background call may sit out a throttling wait; a person's call may not. */
const APPLICATION_PATIENCE_MS = 120_000
const PERSON_PATIENCE_MS = 10_000
/** No single answer of Graph takes longer, short of a dead connection. */
const ATTEMPT_MS = 100_000

/** The door to one tenant. Opens no connection and starts no timer: `lists.start()` and `directory.start()` do. */
export const connectGraph = (config: GraphConfig, { log, clock, lists }: DoorParts): GraphDoor => {
  const closing = new AbortController()
  const requests = createRequestLog(config.logFile, (error) =>
    log.warn({ file: config.logFile, error: String(error) }, 'requests to Graph cannot be written to GRAPH_LOG'),
  )
  const tokens = createTokens(config)
  const shared = {
    budget: createBudget(config.unitsPerMinute, closing.signal),
    log: requests,
    userAgent: config.userAgent,
    attemptMs: config.patience?.attempt ?? ATTEMPT_MS,
    stopped: closing.signal,
  }
  const background: ChainParts = {
    ...shared,
    token: tokens.application,
    patienceMs: config.patience?.application ?? APPLICATION_PATIENCE_MS,
    urgent: false,
  }
  const application = createCaller(config.graphUrl, background)
  const as = (assertion: string): GraphCaller =>
    createCaller(config.graphUrl, {
      ...shared,
      token: () => tokens.onBehalfOf(assertion),
      patienceMs: config.patience?.person ?? PERSON_PATIENCE_MS,
      urgent: true,
    })

  const siteId = once(() => resolveSite(application, config.site))
  let userList: string | undefined
  const directory = createDirectory(application, log, async () => {
    if (userList !== undefined) await siteUsers.refresh(await siteId(), userList)
  })
  const siteUsers = createSiteUsers(application, directory, log)
  const siteLists = async (): Promise<SiteLists> => {
    const found = await readSiteLists(application, await siteId())
    userList = found.userList
    await siteUsers.refresh(await siteId(), userList)
    return found
  }
  const store = createListStore({
    lists,
    application,
    as,
    siteId,
    siteLists,
    siteUser: siteUsers.siteUser,
    follow: (link) => relativeLink(config.graphUrl, link),
    clock,
    log,
  })

  const driveId = once(async () => findDrive(application, await siteId(), config.libraryName))
  const files: LibraryParts = {
    caller: application,
    driveId,
    transfer: (method, address, init) => transfer(background, method, address, init),
  }

  const teamsApp = createTeamsApp(application, config.teamsAppId)
  return {
    application,
    as,
    siteId,
    lists: store,
    library: createLibrary(files),
    documents: createDocuments({ ...files, follow: (link) => relativeLink(config.graphUrl, link) }),
    directory,
    mail: createMail(application, config.mailbox, log),
    tasks: createTasks(application, log),
    teamsApp,
    calendars: createCalendars(application, config.mailbox, {
      catalogueId: teamsApp.catalogueId,
      resourceSpecific: config.resourceSpecific ?? [],
    }),
    feed: (linkTo) => createFeed(application, linkTo, log),
    subscriptions: createSubscriptions(application, siteId, store.listIdOf),
    usage: requests.usage,
    answers: requests.answers,
    async close() {
      store.stop()
      directory.stop()
      closing.abort()
    },
  }
}

/** Remembers the first success; a failure is tried again at the next call. */
const once = <T>(find: () => Promise<T>): (() => Promise<T>) => {
  let known: Promise<T> | undefined
  return () => {
    known ??= find().catch((error: unknown) => {
      known = undefined
      throw error
    })
    return known
  }
}

const site = z.object({ id: z.string() })

const resolveSite = async (caller: GraphCaller, where: GraphConfig['site']): Promise<string> => {
  if ('id' in where) return where.id
  const reply = await caller.send({ method: 'GET', path: `/sites/${where.path}`, query: { $select: 'id' } })
  return site.parse(reply.body).id
}
